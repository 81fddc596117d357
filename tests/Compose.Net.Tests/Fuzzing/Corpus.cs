using Compose.Net.Tests.Support;

namespace Compose.Net.Tests.Fuzzing;

/// <summary>The compose files that mutations start from: our own, and other people's where a folder of them lies beside the repository.</summary>
internal static class Corpus
{
    private static readonly string[] Folders = ["examples", "../shared/corpus"];

    /// <summary>The texts, in an order that does not depend on the disk.</summary>
    public static IReadOnlyList<string> Texts { get; } = [Everyday, Forms, Anchors, Several, .. OnDisk()];

    private static IEnumerable<string> OnDisk() =>
        from folder in Folders
        let root = Path.GetFullPath(SourceTree.At(folder))
        where Directory.Exists(root)
        from file in Directory.EnumerateFiles(root, "*.y*ml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        where !file.Contains("/obj/", StringComparison.Ordinal) && new FileInfo(file).Length < 20_000
        select File.ReadAllText(file);

    private const string Everyday = """
        name: shop
        services:
          web:
            image: nginx:${TAG:-1}
            command: sh -c "echo hi"
            environment: {A: 1, C: "x", D: }
            env_file: [a.env, {path: b.env, required: false}]
            ports: ["127.0.0.1:8080:80", {target: 443, published: "8443"}, "9000-9002"]
            expose: ["80", 90-92]
            volumes: [./html:/html:ro, data:/data, {type: tmpfs, target: /tmp, tmpfs: {size: 1m}}]
            healthcheck: {test: [CMD, "true"], interval: 5s, retries: 3}
            depends_on: {db: {condition: service_healthy}}
            networks: {front: {aliases: [www], ipv4_address: 10.5.0.9}, back: }
            restart: on-failure:3
            deploy: {replicas: 2, resources: {limits: {cpus: "0.5", memory: 50M}}}
            profiles: [p]
          db: {image: postgres, labels: [a=b], scale: 1, stop_grace_period: 1m, network_mode: "service:web", secrets: [s], tmpfs: /run}
        networks:
          front: {ipam: {config: [{subnet: 10.5.0.0/16, gateway: 10.5.0.1}]}, driver_opts: {a: 1}}
          back: {internal: true, external: false}
        volumes: {data: {labels: {l: 1}}}
        secrets: {s: {file: ./s.txt}}
        configs: {c: {content: "x"}}

        """;

    private const string Forms = """
        services:
          a:
            build: {context: ., args: [X=1], dockerfile: D, target: t}
            extends: {file: other.yaml, service: base}
            ulimits: {nofile: {soft: 1, hard: 2}, nproc: 3}
            logging: {driver: json-file, options: {max-size: 1m}}
            extra_hosts: ["a:1.2.3.4", "b=::1"]
            dns: 8.8.8.8
            sysctls: {net.core.somaxconn: 1024}
            devices: ["/dev/a:/dev/b:rwm"]
            cap_add: [ALL]
            mem_limit: 1g
            shm_size: 64m
            cpus: 0.5
            security_opt: [label:disable]
            init: true
            tty: "true"
            pull_policy: always
          b: {image: x, extends: a, links: ["a:alias"], volumes_from: ["a:ro"], command: null, entrypoint: ""}
        include: [other.yaml, {path: [other.yaml, o2.yaml], project_directory: ./d, env_file: a.env}]
        x-note: {any: [thing, 1.5, ~]}

        """;

    private const string Anchors = """
        x-env: &env {A: 1, B: two}
        x-base: &base
          image: busybox
          environment: {<<: *env, C: 3}
          labels: &labels
            - a=b
        services:
          one:
            <<: *base
            labels: *labels
          two:
            <<: [*base, {command: sleep}]
            environment: *env
            command: |
              long
              text
            entrypoint: >-
              folded
              text

        """;

    private const string Several = """
        services: {a: {image: x, ports: ["80:80"], environment: {A: b}, volumes: ["./a:/a"]}}
        ---
        services:
          a: {ports: !reset [], environment: !override {C: d}, volumes: ["./b:/a"], command: !!str 1}
          b: {image: !!binary aGk=, extends: a}
        --- # the last
        services: {b: !reset null}
        ...

        """;
}
