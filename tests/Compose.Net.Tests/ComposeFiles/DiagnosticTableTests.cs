using System.Text;
using Compose.Net.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

/// <summary>Every text of the table with the lines that a user sees for it. The lines are in golden/diagnostics.</summary>
public sealed class DiagnosticTableTests
{
    private static readonly (string Name, string Yaml)[] Input =
    [
        ("empty", "# nothing\n"),
        ("no mapping", "- a\n- b\n"),
        ("text", "hello\n"),
        ("not yaml", "services:\n  web: {image: x\n"),
        ("open quote", "services:\n  web:\n    image: \"x\n"),
        ("duplicate service", "services:\n  web: {image: x}\n  web: {image: y}\n"),
        ("second document", "services: {}\n---\nservices: {}\n"),
        ("tags", "services:\n  web:\n    image: !reset x\n    labels: !mine {a: b}\n    entrypoint: [a, !reset b]\n"),
        ("variables", "services:\n  web:\n    image: ${X!}\n    user: ${U:?who}\n    hostname: $H\n    scale: ${N:-many}\n"),
    ];

    private static readonly (string Name, string Yaml)[] Keys =
    [
        ("unknown top level", "service: {}\nservics: {}\nfoo: 1\nx-foo: 1\n"),
        ("unknown in service", "services:\n  web:\n    image: x\n    comand: x\n    zzz: x\n    x-mine: x\n"),
        ("unknown below", "services:\n  web:\n    image: x\n    healthcheck: {intervall: 1s}\n    ports: [{target: 80, publish: 1}]\n    networks: {default: {alias: [x]}}\nnetworks: {default: {drivr: bridge}}\n"),
        ("wrong forms", "services:\n  web:\n    image: [x]\n    user: 1000\n    hostname: true\n    working_dir: 2020-01-01\n    ports: 80\n    environment:\n    depends_on: {db: }\n    scale: 1.5\n  db: x\n"),
        ("missing keys", "services:\n  web:\n    image: x\n    ports: [{published: 80}]\n    volumes: [{source: v, target: /v}, {type: bind, target: /b}, {type: volume}]\n    depends_on: {db: {required: true}}\n  db: {image: x}\n"),
        ("names", "services:\n  \"a b\": {image: x}\n  ok: {image: x}\n  \"\": {image: x}\n"),
        ("version", "version: \"3\"\nservices: {}\n"),
    ];

    private static readonly (string Name, string Yaml)[] FirstSteps =
    [
        ("no colon", "services:\n  web\n    image: nginx\n"),
        ("no space behind the colon", "services:\n  web:\n    image:nginx\n"),
        ("no space behind a colon among others", "services:\n  web:\n    image: nginx\n    command:top\n    user: me\n"),
        ("uneven indentation", "services:\n  web:\n    image: nginx\n   ports:\n      - \"80:80\"\n"),
        ("no dash", "services:\n  web:\n    image: nginx\n    ports:\n      \"80:80\"\n"),
        ("a dash left out", "services:\n  web:\n    image: nginx\n    ports:\n      - \"80:80\"\n      \"81:81\"\n"),
        ("a quote left open", "services:\n  web:\n    image: \"nginx\n    ports: [\"80:80\"]\n"),
        ("a quote closed too early", "services:\n  web:\n    image: \"nginx\":1\n    user: me\n"),
        ("a sign that YAML keeps for itself", "services:\n  web:\n    image: @shop/web\n"),
        ("a colon in a text", "services:\n  web:\n    image: nginx\n    command: echo hello: world\n"),
        ("a bracket left open", "services: {web: {image: nginx, ports: [\"80:80\"}}\n"),
        ("a brace left open", "services: {web: {image: nginx}\nnetworks: {}\n"),
        ("a backslash", "services:\n  web:\n    image: nginx\n    command: \"C:\\data\"\n"),
        ("a service of the first format", "web:\n  image: nginx\n"),
        ("a service at the margin", "services:\n  web:\n    image: nginx\ndb:\n  build: .\n"),
        ("a key in place of image", "services:\n  web:\n    iamge: nginx\n"),
        ("names as a list", "services:\n  web: {image: nginx, networks: [front], volumes: [\"data:/data\"]}\nnetworks:\n  - front\nvolumes:\n  - data\n"),
        ("a network that is wrong", "services:\n  web: {image: nginx, networks: [front], depends_on: [db]}\n  db: postgres\nnetworks: {front: bridge}\n"),
        ("a variable with a dash and a colon", "services:\n  web:\n    image: nginx\n    environment:\n      - DEBUG: true\n    command: [sleep, 5]\n"),
        ("a port as a mapping", "services:\n  web:\n    image: nginx\n    ports:\n      80: 8080\n"),
        ("a bracket left open above a key", "services:\n  web:\n    image: nginx\n    command: [\"sleep\", \"1\"\n    tty: true\n"),
        ("a brace left open above a key", "services:\n  web:\n    image: nginx\n    environment: {A: 1\n    tty: true\n"),
        ("a section among the services", "services:\n  web: {image: nginx, volumes: [\"d:/d\"], networks: [n]}\n  volumes:\n    d: {}\n  networks:\n    n: {}\n"),
        ("services within services", "services:\n  services:\n    web: {image: nginx, depends_on: [db]}\n    db: {image: postgres}\n"),
        ("keys beside their service", "services:\n  web:\n  image: nginx\n  ports: [\"80:80\"]\n  build: {context: .}\n  db: {image: postgres}\n"),
        ("numbers where words belong", "services:\n  web:\n    image: nginx\n    restart: true\n    hostname: 5\n    healthcheck: {test: x, interval: 10}\n"),
        ("one port of both families", "services:\n  web: {image: nginx, ports: [\"0.0.0.0:8080:80\", \"[::]:8080:80\", \"127.0.0.1:8081:80\", \"127.0.0.2:8081:80\"]}\n  x: {user: a}\n"),
        ("one port twice", "services:\n  web: {image: nginx, ports: [\"8080:80\", \"8080:81\", \"127.0.0.1:8080:82\"]}\n"),
        ("stars and brackets without quotes", "services:\n  web: {image: nginx, labels: [ *.log ]}\n"),
        ("a star alone", "services:\n  web:\n    image: nginx\n    command: [ls, *]\n"),
        ("a bracket that closes nothing", "services:\n  web:\n    image: nginx\n    command: ]\n"),
        ("a text behind a bar", "services:\n  web:\n    image: nginx\n    command: |x\n"),
        ("an alias that is no mapping", "x-e: &e [A=1]\nservices:\n  web:\n    image: nginx\n    environment: {<<: *e, B: 2}\n"),
        ("words in place of mappings", "services:\n  web:\n    image: nginx\n    healthcheck: none\n    logging: syslog\n    depends_on: {db: service_healthy}\n  db: {image: x}\nvolumes: {v: local}\n"),
        ("keys that belong elsewhere", "services:\n  web:\n    image: nginx\n    dockerfile: D\n    restart_policy: {condition: any}\n    interval: 5s\n    ipv4_address: 10.0.0.5\n    deploy: {limits: {cpus: \"1\"}}\nnetworks:\n  n: {subnet: 10.0.0.0/24, ipam: {gateway: 10.0.0.1}}\n"),
        ("what is extended without its name", "services:\n  web: {image: nginx, extends: {file: base.yaml}}\n  api: {image: nginx, extends: {}}\n"),
        ("a number that YAML changes", "services:\n  web:\n    image: nginx\n    environment: {A: 1.10, B: 0777, C: 2024-01-01}\n"),
    ];

    private static readonly (string Name, string Yaml)[] Values =
    [
        ("ports", "services:\n  web:\n    image: x\n    ports: [\"80:x\", \"99999\", \"1-2:3-5\", \"80/foo\", \"1.2.3:80:80\", {target: 0}, {target: 80, published: x, host_ip: me, protocol: y}]\n"),
        ("mounts", "services:\n  web:\n    image: x\n    volumes: [\"a:/b:ro:z\", \":/x\", \"vol:/v:z\", \"./x:/x:cached\", {type: disk, target: /y}, {type: bind, source: ., target: /z, bind: {propagation: up, selinux: q}}, {type: tmpfs, target: /t, tmpfs: {size: big, mode: rwx}}]\n"),
        ("same target", "services:\n  web:\n    image: x\n    volumes:\n      - ./a:/data\n      - ./b:/data/\n"),
        ("times below zero", "services:\n  web:\n    image: x\n    stop_grace_period: -5s\n    healthcheck: {test: x, interval: -1ms}\n"),
        ("times", "services:\n  web:\n    image: x\n    stop_grace_period: 10x\n    healthcheck: {interval: soon, retries: -1, start_interval: \"\"}\n"),
        ("words", "services:\n  web:\n    image: x\n    restart: allways\n    scale: -1\n    container_name: \"-\"\n    depends_on: {db: {condition: healthy}}\n  db: {image: x}\n"),
        ("commands", "services:\n  web:\n    image: x\n    command: echo \"open\n    entrypoint: a && b\n    healthcheck: {test: [curl, x]}\n"),
        ("environment", "services:\n  web:\n    image: x\n    environment: [\"A =1\", \"=x\"]\n    labels: {V: 0x10}\n"),
        ("truth", "services:\n  web:\n    image: x\n    networks: [n]\nnetworks: {n: {internal: \"yes\", attachable: maybe}}\n"),
        ("twice", "services:\n  web:\n    image: x\n    networks: [n, n]\n    depends_on: [db, db]\n  db: {image: x}\nnetworks: {n: }\n"),
        ("addresses without IPv6", "services:\n  web:\n    image: x\n    networks:\n      a: {ipv6_address: \"fd00:1::5\"}\n      b: {ipv6_address: \"fd00:2::5\"}\n      c: {ipv6_address: \"fd00:3::5\"}\nnetworks:\n  a: {ipam: {config: [{subnet: \"fd00:1::/64\"}]}}\n  b: {enable_ipv6: false, ipam: {config: [{subnet: \"fd00:2::/64\"}]}}\n  c: {enable_ipv6: true, ipam: {config: [{subnet: \"fd00:3::/64\"}]}}\n"),
        ("a range beyond its subnet", "services: {web: {image: x, networks: [n]}}\nnetworks:\n  n: {ipam: {config: [{subnet: 10.9.0.0/24, ip_range: 10.9.0.0/16}]}}\n"),
        ("addresses without a subnet", "services:\n  web: {image: x, networks: {a: {ipv4_address: 10.44.0.10}, b: }}\nnetworks:\n  a: {ipam: {config: [{subnet: 10.44.0.0/33}]}}\n  b: {ipam: {config: [{gateway: 10.45.0.1, ip_range: 10.45.0.0/24}]}}\n"),
        ("addresses", "services:\n  web:\n    image: x\n    networks: {n: {ipv4_address: fd00::1, ipv6_address: 10.1}}\nnetworks: {n: {ipam: {config: [{subnet: 10.0.0.0, gateway: x}, {subnet: 10.2.0.0/16, gateway: 10.3.0.1, ip_range: 10.4.0.0/24}]}}}\n"),
        ("blocks", "services:\n  web:\n    build: {additional_contexts: [x], ssh: [k], shm_size: much, ulimits: {nofile: {hard: 1}}, no_cache: maybe, contxt: .}\n    env_file: [\"\", {path: a, format: odd}, {required: true}]\n    deploy: {replicas: -1, update_config: {order: any, delay: 3, max_failure_ratio: 2}, resources: {limits: {cpus: many, memory: 64}}, restart_policy: {condition: allways}}\n    secrets: [{target: x}, {source: s, mode: rw}]\n    develop: {watch: [{path: \" \", action: rebuild}, {path: x, action: sinc}, {action: sync}]}\n    post_start: [{user: x}]\n    provider: {options: {a: {b: c}}}\nmodels: {m: {name: x}}\nsecrets: {s: {content: x}}\n"),
    ];

    private static readonly (string Name, string Yaml)[] Runtime =
    [
        ("forms", "services:\n  web:\n    image: x\n    annotations: x\n    init: maybe\n    logging: {driver: 3, options: {a: true}, drivr: x}\n    tty: 1\n    cpus: many\n    cpu_shares: 0.5\n    cpu_count: 1.5\n    cpuset: 0\n    mem_limit: true\n    devices: x\n    gpus: none\n    ulimits: [nofile]\n    cap_add: x\n    group_add: [1.5]\n    use_api_socket: \"true\"\n    blkio_config: {x-a: 1, weigth: 5}\n"),
        ("sizes", "services:\n  a:\n    image: x\n    mem_limit: big\n    mem_reservation: \"-5m\"\n    mem_swappiness: 101\n    memswap_limit: \"-1\"\n    blkio_config: {weight: 5, device_read_bps: [{rate: 1}, {path: /a, rate: -1}]}\n  b:\n    image: x\n    mem_limit: -1\n    memswap_limit: -2\n    mem_reservation: 99999999999999999999p\n"),
        ("ranges", "services:\n  a:\n    image: x\n    cpus: -1\n    cpu_percent: 101\n    cpu_quota: -2\n    cpu_shares: 99999999999999999999\n    cpuset: 3-1\n    oom_score_adj: 1001\n    pids_limit: many\n    ulimits: {a: -5, b: {soft: 5}, c: {soft: 6, hard: 5}, d: {hard: 5}}\n"),
        ("devices", "services:\n  a:\n    image: x\n    devices: [\"a:b:c:d\", \"\", {source: /a}, {target: /a}, \"/a:/b:x\"]\n    gpus: [{count: few}, {count: 1, device_ids: [a]}, {capability: x}]\n"),
        ("words", "services:\n  a:\n    image: x\n    pull_policy: allways\n    cgroup: shared\n    ipc: shared\n    pid: private\n    uts: private\n    isolation: strong\n"),
        ("namespaces", "services:\n  a: {image: x, ipc: service:q}\n  b: {image: x, pid: service:c}\n  c: {image: x, ipc: service:b}\n"),
    ];

    private static readonly (string Name, string Yaml)[] Fit =
    [
        ("undefined blocks", "services:\n  web:\n    image: x\n    secrets: [passwrd]\n    configs: [app]\n    models: [llm]\n    build: {secrets: [tken], context: service:api, additional_contexts: {b: service:bb}}\n  api: {image: x}\nsecrets: {password: {file: x}, token: {environment: T}}\n"),
        ("sources", "services:\n  web: {image: x, secrets: [a, b, c], configs: [a, b]}\nsecrets: {a: {file: x, environment: X}, b: {labels: {l: v}}, c: {external: true, file: x}}\nconfigs: {a: {content: x, file: x}, b: {}}\n"),
        ("blocks that differ", "services:\n  web:\n    image: x\n    scale: 3\n    cpus: 0.5\n    mem_limit: 1g\n    pids_limit: 5\n    mem_reservation: 1m\n    platform: linux/arm64\n    deploy: {replicas: 2, resources: {limits: {cpus: \"1\", memory: 1024m, pids: 6}, reservations: {memory: 2m}}}\n    build: {dockerfile: D, dockerfile_inline: FROM x, platforms: [linux/amd64]}\n    develop: {watch: [{path: x, action: sync}, {path: y}]}\n"),
        ("undefined service", "services:\n  web:\n    image: x\n    depends_on: [dbb]\n  db: {image: x}\n"),
        ("undefined namespace owner", "services:\n  web:\n    image: x\n    network_mode: service:dbb\n  db: {image: x}\n"),
        ("undefined network and volume", "services:\n  web:\n    image: x\n    networks: [fornt]\n    volumes: [\"dta:/d\"]\nnetworks: {front: , back: }\nvolumes: {data: }\n"),
        ("nothing defined", "services:\n  web:\n    image: x\n    networks: [n]\n    volumes: [\"vol:/d\"]\n"),
        ("cycle", "services:\n  c: {image: x, depends_on: [a]}\n  a: {image: x, depends_on: [b]}\n  b: {image: x, network_mode: service:c}\n"),
        ("self", "services:\n  a: {image: x, depends_on: [a]}\n"),
        ("no image", "services:\n  web: {user: root}\n  api: {build: .}\n  off: {profiles: [p]}\n"),
        ("mode and networks", "services:\n  web: {image: x, network_mode: host, networks: [n]}\nnetworks: {n: }\n"),
        ("scale", "services:\n  web:\n    image: x\n    scale: 3\n    container_name: web\n    ports: [\"80:80\", \"8000-8002:81\", \"82\"]\n    networks: {n: {ipv4_address: 10.0.0.5}}\nnetworks: {n: {ipam: {config: [{subnet: 10.0.0.0/24}]}}}\n"),
        ("shared names and ports", "services:\n  a: {image: x, container_name: one, ports: [\"80:80\", \"127.0.0.1:81:1\"]}\n  b: {image: x, container_name: one, ports: [\"80:80/udp\", \"127.0.0.2:81:1\", \"80:8080\"]}\n"),
        ("shared address", "services:\n  a: {image: x, networks: {n: {ipv4_address: 10.0.0.5}}}\n  b: {image: x, networks: {n: {ipv4_address: 10.0.0.5}}}\n  c: {image: x, networks: {n: {ipv4_address: 10.1.0.5}, m: {ipv6_address: \"fd00::5\"}}}\nnetworks: {n: {ipam: {config: [{subnet: 10.0.0.0/24}]}}, m: }\n"),
        ("reserved addresses", "services:\n  a: {image: x, networks: {n: {ipv4_address: 10.0.0.0}, r: {ipv4_address: 10.1.0.128}}}\n  b: {image: x, networks: {n: {ipv4_address: 10.0.0.1}, r: {ipv4_address: 10.1.0.1}}}\n  c: {image: x, networks: {n: {ipv4_address: 10.0.0.255}, g: {ipv4_address: 10.2.0.1}}}\nnetworks:\n  n: {ipam: {config: [{subnet: 10.0.0.0/24}]}}\n  r: {ipam: {config: [{subnet: 10.1.0.0/24, ip_range: 10.1.0.128/25}]}}\n  g: {ipam: {config: [{subnet: 10.2.0.0/24, gateway: 10.2.0.254}]}}\n"),
        ("external", "services:\n  a: {image: x, networks: [n], volumes: [\"vol:/v\"]}\nnetworks: {n: {external: true, driver: bridge}}\nvolumes: {vol: {external: true, labels: {a: b}}}\n"),
        ("old external", "services:\n  a: {image: x, networks: [n], volumes: [\"vol:/v\"]}\nnetworks: {n: {external: {name: m}}}\nvolumes: {vol: {external: {name: w}, name: other}}\n"),
    ];

    [Theory]
    [InlineData("input")]
    [InlineData("keys")]
    [InlineData("first-steps")]
    [InlineData("values")]
    [InlineData("runtime")]
    [InlineData("fit")]
    public void What_is_wrong_is_said_in_full_and_all_at_once(string table)
    {
        var text = new StringBuilder();
        foreach ((string name, string yaml) in table switch { "input" => Input, "keys" => Keys, "first-steps" => FirstSteps, "values" => Values, "runtime" => Runtime, _ => Fit })
        {
            text.Append("# ").Append(name).Append('\n').Append(yaml).Append("=>\n").AppendJoin('\n', Loaded.Lines(yaml)).Append("\n\n");
        }

        Golden.Verify($"diagnostics/{table}", text.ToString());
    }

    [Fact]
    public void The_line_for_an_undefined_service_is_a_promise() =>
        Loaded.Lines("services:\n  web:\n    image: x\n    depends_on: [dbb]\n  db: {image: x}\n").Should().Equal(
            "compose.yaml(4,18): error CN0103: Service \"dbb\" is not defined. Did you mean \"db\"? Defined services: db, web.");

    [Fact]
    public void Thousands_of_wrong_names_are_reported_without_thousands_of_guesses()
    {
        string yaml = "services:\n" + string.Concat(Enumerable.Range(0, 2_000).Select(i => $"  s{i}: {{image: x, depends_on: [q{i}]}}\n"));

        string[] lines = Loaded.Lines(yaml);

        lines.Should().HaveCount(1_001);
        lines[0].Should().Contain("Did you mean").And.Contain("and 1990 more.");
        lines[^2].Should().NotContain("Did you mean");
        lines[^1].Should().Be("error CN0025: There are 1000 more errors and 0 more warnings than can be shown. Correct those above, and load again.");
    }
}
