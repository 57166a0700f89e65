package dev.lethe.account;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

import dev.lethe.account.sms.Sms;
import dev.lethe.account.sms.SmsDelivery;
import dev.lethe.account.sms.SmsGateway;
import dev.lethe.test.Eventually;

/// Where texts arrive.
@Primary
@Component
public class TextInbox implements SmsGateway {

    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

    private final Map<String, List<String>> texts = new ConcurrentHashMap<>();

    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    @Override
    public SmsDelivery send(Sms sms) {
        String to = sms.to().e164();
        if (refused.contains(to)) {
            return new SmsDelivery.Refused();
        }
        texts.computeIfAbsent(to, _ -> new CopyOnWriteArrayList<>()).add(sms.text());
        return new SmsDelivery.Taken();
    }

    /// Takes no text to the number from now on.
    public void refuse(String number) {
        refused.add(number);
    }

    /// Takes texts to the number again.
    public void takeAgain(String number) {
        refused.remove(number);
    }

    public String latest(String number) {
        return texts.getOrDefault(number, List.of()).getLast();
    }

    public int count(String number) {
        return texts.getOrDefault(number, List.of()).size();
    }

    /// The code in the text that follows the first `before` ones.
    public String codeAfter(String number, int before) {
        Eventually.eventually(Duration.ofSeconds(10), () -> {
            if (count(number) <= before) {
                throw new AssertionError("no text yet");
            }
        });
        Matcher code = CODE.matcher(texts.getOrDefault(number, List.of()).get(before));
        if (!code.find()) {
            throw new AssertionError("a text without a code");
        }
        return code.group(1);
    }
}
