using System.Text;
using Compose.Net.Diagnostics;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

/// <summary>Whatever is in a file, loading it ends with a project or with errors, and never with an exception.</summary>
public sealed class MutationTests
{
    private static readonly string[] Pieces =
    [
        "<<: *e", "&e ", "*e", "!reset ", "!!int ", "!x ", "[", "]", "{", "}", ": ", "- ", "\n", "  ", "\t", "\"", "'", "#", "|", ">", "? ", "---\n", "...\n", "%YAML 1.2\n", "~", "null",
        "1.5", "-1", "0x", "99999999999999999999", "true", "2020-01-01", "${", "${X:?}", "$X", "${A:-${B}}", "$$", "services", "networks", "external", "x-", "\0", "\uFEFF", "\uD800", "é", "\u0085",
        "/", ":", "::1", "10.0.0.0/33", "service:", "=", "a=b", ",", "service_healthy", "depends_on: [web]", "network_mode: host", "scale: 0", "image:", "  web:\n",
    ];

    [Fact]
    public void Three_thousand_broken_files_yield_diagnostics_only()
    {
        var random = new Random(20_240_817);
        for (int i = 0; i < 3_000; i++)
        {
            string yaml = Mutate(i % 3 == 0 ? ComposeFile.ToYaml(new RandomModel(random).Draw()) : Seed, random);

            ComposeFileResult result = Load(yaml);

            result.Succeeded.Should().Be(!result.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), yaml);
        }
    }

    private const string Seed = """
        name: shop
        x-env: &e {A: 1, B: two}
        services:
          web:
            image: nginx:${TAG:-1}
            command: sh -c "echo hi"
            environment: {<<: *e, C: "x"}
            ports: ["127.0.0.1:8080:80", {target: 443, published: "8443"}]
            volumes: [./html:/html:ro, data:/data, {type: tmpfs, target: /tmp, tmpfs: {size: 1m}}]
            healthcheck: {test: [CMD, "true"], interval: 5s, retries: 3}
            depends_on: {db: {condition: service_healthy}}
            networks: {front: {aliases: [www], ipv4_address: 10.5.0.9}, back: }
            restart: on-failure:3
            profiles: [p]
          db: {image: postgres, labels: [a=b], scale: 1, stop_grace_period: 1m, network_mode: "service:web"}
        networks:
          front: {ipam: {config: [{subnet: 10.5.0.0/16, gateway: 10.5.0.1}]}, driver_opts: {a: 1}}
          back: {internal: true, external: false}
        volumes: {data: {labels: {l: 1}}}

        """;

    private static ComposeFileResult Load(string yaml)
    {
        try
        {
            return Loaded.Result(yaml, "*");
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"This file was not refused but threw:\n{yaml}", exception);
        }
    }

    private static string Mutate(string yaml, Random random)
    {
        var text = new StringBuilder(yaml);
        for (int edits = random.Next(1, 6); edits > 0; edits--)
        {
            int at = random.Next(text.Length);
            int length = Math.Min(random.Next(1, 12), text.Length - at);
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(random.Next(text.Length), text.ToString(at, length));
                    break;
                case 2:
                    text[at] = (char)random.Next(1, 0x250);
                    break;
                default:
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
            }

            if (text.Length == 0)
            {
                return "";
            }
        }

        return text.ToString();
    }
}
