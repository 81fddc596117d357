using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

public sealed class MergedFileTests
{
    private const string Shop = """
        name: shop
        services:
          web:
            image: nginx:${TAG:-1}
            ports: ["${P:-80}:80", "443:443"]
            volumes: ["./a:/a", "${DATA:?need}:/x", "v:/v"]
            environment: {A: "${A-x}", PASS: }
            labels: ["${K}=${V+alt}"]
            command: run $Q thing
            entrypoint: sh -c
            scale: ${SCALE}
            stop_grace_period: ${GRACE}
            depends_on: ["${OTHER}"]
            networks: {back: {ipv4_address: "${IP}"}}
            healthcheck: {retries: "3", interval: $$x}
            profiles: [off]
        networks: {back: {internal: "${INSIDE}"}, unused: }
        volumes: {v: }
        """;

    [Fact]
    public async Task Variables_stay_as_they_are_written_and_the_rest_is_canonical()
    {
        MergedComposeFile merged = await MergeAsync(Shop);

        merged.Diagnostics.Should().BeEmpty();
        merged.ToYaml().Should().Be("""
            name: shop
            networks:
              back:
                internal: ${INSIDE}
                name: shop_back
              unused:
                name: shop_unused
            services:
              web:
                command: run $Q thing
                depends_on:
                  - ${OTHER}
                entrypoint:
                  - sh
                  - -c
                environment:
                  A: ${A-x}
                  PASS: null
                healthcheck:
                  interval: $$x
                  retries: 3
                image: nginx:${TAG:-1}
                labels:
                  - ${K}=${V+alt}
                networks:
                  back:
                    ipv4_address: ${IP}
                ports:
                  - ${P:-80}:80
                  - "443:443"
                profiles:
                  - "off"
                scale: ${SCALE}
                stop_grace_period: ${GRACE}
                volumes:
                  - bind:
                      create_host_path: true
                    source: /p/shop/a
                    target: /a
                    type: bind
                  - ${DATA:?need}:/x
                  - source: v
                    target: /v
                    type: volume
                    volume: {}
            volumes:
              v:
                name: shop_v

            """);
        merged.ToJson().Should().StartWith("{\n  \"name\": \"shop\",");
        merged.Services.Should().Equal("web");
        merged.Networks.Should().Equal("back", "unused");
        merged.Volumes.Should().Equal("v");
    }

    [Fact]
    public async Task What_was_merged_loads_to_the_same_project_as_the_files()
    {
        var variables = new Dictionary<string, string>
        {
            ["DATA"] = "v",
            ["SCALE"] = "1",
            ["GRACE"] = "3s",
            ["IP"] = "10.9.0.5",
            ["INSIDE"] = "false",
            ["OTHER"] = "db",
            ["Q"] = "two words",
            ["K"] = "k",
        };
        const string Rest = "\n---\nservices: {db: {image: x}, web: {healthcheck: {interval: 1s}, volumes: !override [\"${DATA}:/x\"]}}\nnetworks: {back: {ipam: {config: [{subnet: 10.9.0.0/24}]}}}";
        ComposeFileOptions options = Options(variables) with { Profiles = ["off"] };

        ComposeFileResult once = ComposeFile.Parse(Shop + Rest, options);
        ComposeFileResult twice = ComposeFile.Parse((await MergeAsync(Shop + Rest)).ToYaml(), options);

        once.Diagnostics.Concat(twice.Diagnostics).Should().BeEmpty();
        ComposeFile.ToYaml(twice.Project!).Should().Be(ComposeFile.ToYaml(once.Project!));
    }

    [Fact]
    public async Task Open_texts_of_several_documents_are_merged_too()
    {
        MergedComposeFile merged = await MergeAsync("""
            services: {web: {image: x, ports: ["${A}:1", "82:82"], environment: ["K=${V}"], volumes: ["${A}:/v"], dns: "${D}", networks: ["${N}"]}}
            ---
            services: {web: {ports: ["${B}:1", "${A}:1", 80], environment: {L: "${W}"}, volumes: ["${A}:/v", "x:/x"], dns: [1.1.1.1]}}
            """);

        merged.ToYaml().Should().Be("""
            name: shop
            services:
              web:
                dns:
                  - ${D}
                  - 1.1.1.1
                environment:
                  K: ${V}
                  L: ${W}
                image: x
                networks:
                  - ${N}
                ports:
                  - ${A}:1
                  - "82:82"
                  - ${B}:1
                  - 80
                volumes:
                  - ${A}:/v
                  - source: x
                    target: /x
                    type: volume
                    volume: {}

            """);
    }

    [Fact]
    public async Task Variables_are_collected_over_all_their_uses()
    {
        MergedComposeFile merged = await MergeAsync("""
            services:
              a: {image: "${A:?need it} ${B:+alt} ${C-$D} ${E:-${F:-g}} ${A:-1} $G ${H?}", command: "${A} $$NOT ${}"}
              b: {image: "${A}", labels: {"${KEY}": "${L+ y }"}, environment: ["${M-x y}"]}
            """);

        merged.Variables.Should().Equal(
            new VariableUse("A", Required: true, Default: "1"),
            new VariableUse("B", Alternate: "alt"),
            new VariableUse("C", Default: "$D"),
            new VariableUse("D"),
            new VariableUse("E", Default: "${F:-g}"),
            new VariableUse("F", Default: "g"),
            new VariableUse("G"),
            new VariableUse("H", Required: true),
            new VariableUse("L", Alternate: " y "),
            new VariableUse("M", Default: "x y"));
    }

    [Fact]
    public async Task What_is_wrong_without_any_variable_is_still_an_error()
    {
        MergedComposeFile merged = await MergeAsync("services: {web: {image: [x], ports: [\"$A:1\", oops]}}", expectErrors: true);

        merged.Succeeded.Should().BeFalse();
        merged.Diagnostics.Single().Code.Should().Be("CN0205");
        merged.Invoking(failed => failed.ToYaml()).Should().Throw<Diagnostics.ComposeFileException>();
    }

    private static async Task<MergedComposeFile> MergeAsync(string yaml, bool expectErrors = false)
    {
        MergedComposeFile merged = await ComposeFile.MergeAsync(
            [], new ComposeFileOptions { Source = new MemorySource(("/p/shop/compose.yaml", yaml)) }, TestContext.Current.CancellationToken);
        if (!expectErrors)
        {
            merged.Diagnostics.Should().BeEmpty();
        }

        return merged;
    }

    private static ComposeFileOptions Options(Dictionary<string, string> variables)
    {
        var source = new MemorySource();
        foreach ((string name, string value) in variables)
        {
            source.Variables[name] = value;
        }

        return new ComposeFileOptions { Source = source };
    }
}
