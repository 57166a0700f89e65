// Gives names and keys to parts of Swagger UI that have none.

const MISSING = [
    ['.copy-to-clipboard button', 'aria-label', () => 'Copy'],
    ['textarea.body-param__text', 'aria-label', () => 'Request body'],
    ['table.responses-table[role=region]', 'aria-label', table => 'Responses: ' + table.id.replaceAll('_', ' ')],
    ['input[type=file]', 'aria-label', () => 'File'],
    ['pre', 'tabindex', () => '0'],
];

function repair(root) {
    for (const [selector, attribute, value] of MISSING) {
        root.querySelectorAll(`${selector}:not([${attribute}])`).forEach(part => part.setAttribute(attribute, value(part)));
    }
}

export function keepAccessible(root) {
    new MutationObserver(() => repair(root)).observe(root, {childList: true, subtree: true});
}
