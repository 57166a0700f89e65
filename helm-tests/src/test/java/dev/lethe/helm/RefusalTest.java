package dev.lethe.helm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Values that cannot work are refused before anything is installed, in words that tell the cure.
class RefusalTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    keyholders: {threshold: 4}                                  | asks for 4 of them
                    keyholders: {threshold: 1}                                  | threshold
                    keyholders: {callback: {type: ""}}                          | keyholders.callback.type must be set
                    keyholders: {callback: {cidrs: []}}                         | keyholders.callback needs host
                    keyholders: {holders: [{name: a, url: "https://a", cidr: 203.0.113.1/32}, {name: a, url: "https://b", cidr: 203.0.113.1/32}]} | names a twice
                    keyholders: {holders: [{name: a, url: "https://a"}, {name: b, url: "https://b"}]} | a needs cidr
                    keyholders: {holders: [{name: a, url: "http://a"}, {name: b, url: "https://b"}]} | url
                    sms: {cidrs: []}                                            | sms.cidrs must name
                    sms: {form: smpp}                                           | sms.smpp.host, sms.smpp.user and sms.smpp.secret
                    sms: {form: pigeon}                                         | form
                    sms: {webhook: {url: "http://sms.example.org"}}             | url
                    mail: {host: mail.example.org}                              | mail.from and mail.cidrs must be set
                    mail: {security: NONE}                                      | security
                    kafka: {deletionDays: 30}                                   | Set 37 or more
                    kafka: {strimzi: {replicas: 2}}                             | replicas
                    kafka: {mode: external}                                     | kafka.external.bootstrapServers must be set
                    database: {mode: external}                                  | database.external.authority must name
                    database: {cnpg: {maxConnections: 50}}                      | database.cnpg.maxConnections is 50
                    database: {cnpg: {parameters: {log_statement: all}}}        | log_statement
                    database: {cnpg: {backup: {destination: ""}}}               | database.cnpg.backup.destination must be set
                    route: {host: ""}                                           | route.host must be set
                    route: {parent: {name: ""}}                                 | route.parent.name must name
                    route: {parent: {sectionName: ""}}                          | route.parent.sectionName must name
                    route: {mode: ingress}                                      | do not travel without TLS
                    tls: {issuer: {name: ""}}                                   | tls.issuer.name must name
                    gateway: {trustedProxies: [0.0.0.0/0]}                      | trustedProxies
                    gateway: {trustedProxies: ["::/0"]}                         | trustedProxies
                    sms: {cidrs: [1.2.3.4/99]}                                  | cidrs
                    account: {settings: {spring: {datasource: {password: a}}}}  | settings
                    account: {settings: {management.endpoints.web.exposure.include: all}} | management
                    gateway: {trustedProxies: []}                               | gateway.trustedProxies must name
                    gateway: {from: []}                                         | gateway.from must name
                    gateway: {trustedProxies: [everywhere]}                     | trustedProxies
                    account: {settings: {spring.datasource.password: open}}     | spring.datasource.password
                    account: {autoscaling: {maxReplicas: 1}}                    | less than account.replicas
                    media: {blobs: {accessMode: ReadWriteOnce}}                 | need media.blobs.accessMode: ReadWriteMany
                    story: {enabled: true}                                      | the story reads codes there
                    acount: {replicas: 3}                                       | acount
                    """)
    void refusesWhatCannotWork(String nonsense, String words) {
        var values = Matrix.production().values().with(nonsense);

        assertThatThrownBy(() -> Chart.SUITE.text(values)).hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                          | account.url and account.cidr must be set
            account: {here: true, url: "http://a"}                      | url
            account: {url: "https://a", cidr: 192.0.2.1/32}             | tls.issuer.name must name
            {account: {here: true}, epoch: {accessMode: ReadWriteMany}} | accessMode
            {account: {here: true}, database: {mode: external}}         | database.external.authority must be set
            {account: {here: true}, name: Keyholder One}                | name
            """)
    void refusesAKeyholderThatCannotWork(String nonsense, String words) {
        assertThatThrownBy(() -> Chart.KEYHOLDER.text(Values.parse(nonsense))).hasMessageContaining(words);
    }
}
