using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.ComposeFiles;
using CsCheck;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning.Copies;

public sealed class IsolateTests
{
    private const string Shop = """
        name: shop
        services:
          web:
            image: busybox
            container_name: shop-front
            ports: ["8080:80", "0.0.0.0:9000-9010:90", "8443:80", "53:53/udp"]
            networks: [front, back]
          api:
            build: .
            networks: [back]
        networks:
          front: { name: shopfront, driver_opts: { com.docker.network.bridge.name: br-shop, com.docker.network.driver.mtu: "1400" } }
          back: {}
        volumes:
          stock: { name: the-stock }
          other: {}
        configs:
          page: { content: hello, name: the-page }
        """;

    [Fact]
    public void Every_name_that_an_engine_has_once_is_the_copys_own()
    {
        ComposeProject copy = Load(Shop.Replace("networks: [front, back]", "networks: [front, back]\n    volumes: [\"stock:/s\", \"other:/o\"]\n    configs: [page]", StringComparison.Ordinal)).Isolate("b7");

        copy.Name.Should().Be("shop-b7");
        copy.Services["web"].ContainerName.Should().Be("shop-front-b7");
        copy.Services["web"].Networks.Values.Should().AllSatisfy(endpoint => endpoint.Aliases.Should().Contain("shop-front", "others may know it by that name"));
        copy.Networks["front"].Name.Should().Be("shopfront-b7");
        copy.Networks["back"].Name.Should().Be("shop-b7_back");
        copy.Networks["front"].DriverOptions.Should().Equal(new Dictionary<string, string> { ["com.docker.network.driver.mtu"] = "1400" }, "a host has one interface of a name");
        copy.Volumes["stock"].Name.Should().Be("the-stock-b7");
        copy.Volumes["other"].Name.Should().Be("shop-b7_other");
        copy.Configs["page"].Name.Should().Be("the-page-b7");
        copy.Services["web"].Labels.Should().Contain("compose-net.copy", "b7").And.Contain("compose-net.copy-of", "shop");
        copy.Networks["back"].Labels.Should().Contain("compose-net.copy", "b7");
    }

    [Fact]
    public void What_only_has_the_name_of_a_copy_is_not_touched_nor_is_a_copy_by_what_only_has_its_name()
    {
        ComposeProject shop = Load("name: shop\nservices:\n  a: {image: x, network_mode: none}\n"), copy = shop.Isolate("b"), namesake = shop with { Name = "shop-b" };

        Errors(copy, namesake).Should().Equal(
            "error CN0389: Project \"shop-b\" is copy \"b\" of project \"shop\", but the engine has container \"shop-b-a-1\" under that name, which is of no copy. Give the copy another id. To remove what is there, run \"compose-net -p shop-b down\".");
        Errors(namesake, copy).Should().Equal(
            "error CN0389: Project \"shop-b\" is no copy, but the engine has container \"shop-b-a-1\" under that name, which is of copy \"b\" of project \"shop\". Give the project another name, or use \"--isolate\" with the same file to work with the copy. To remove what is there, run \"compose-net -p shop-b down\".");
        Errors((shop with { Name = "shop-a" }).Isolate("b"), shop.Isolate("a-b")).Should().ContainSingle();
        Errors(copy, copy).Should().BeEmpty();
        Errors(new ComposeProject { Name = "shop-b", IsFound = true }, copy).Should().BeEmpty("by its name alone it is whatever is there");

        static string[] Errors(ComposeProject wanted, ComposeProject there)
        {
            ObservedState observed = EngineSimulator.Running(there).Observe(wanted);
            Plan[] plans = [Reconciler.Reconcile(wanted, observed), Reconciler.Reconcile(Reconciler.Emptied(wanted), observed), Lifecycle.Stop(wanted, observed)];
            string[][] errors = [.. plans.Select(plan => plan.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()).ToArray())];
            errors.Should().AllBeEquivalentTo(errors[0]);
            plans.Where(plan => plan.HasErrors && !plan.Steps.IsEmpty).Should().BeEmpty();
            return errors[0];
        }
    }

    [Fact]
    public void A_port_of_a_service_without_IPv4_is_on_the_same_address_of_IPv6()
    {
        ComposeProject shop = Load("name: shop\nservices:\n  a: {image: x, ports: [80], networks: [six]}\n  b: {image: x, ports: [80], networks: [six, both]}\nnetworks: {six: {enable_ipv4: false, enable_ipv6: true}, both: {}}\n");

        Addresses(shop.Isolate("b7")).Should().Equal("::1", "127.0.0.1");
        Addresses(shop.Isolate("b7", "0.0.0.0")).Should().Equal("::", "0.0.0.0");
        Addresses(shop.Isolate("b7", "192.0.2.7")).Should().Equal("192.0.2.7", "192.0.2.7");

        static IEnumerable<string?> Addresses(ComposeProject copy) => copy.Services.Values.Select(service => service.Ports.Single().HostIp);
    }

    [Fact]
    public void Every_port_is_a_free_one_on_the_loopback_address_each_once()
    {
        Load(Shop).Isolate("b7").Services["web"].Ports.Select(port => $"{port.HostIp}:{port.Published}:{port.Target}/{port.Protocol}")
            .Should().BeEquivalentTo("127.0.0.1::80/tcp", "127.0.0.1::90/tcp", "127.0.0.1::53/udp");
        Load(Shop).Isolate("b7", "0.0.0.0").Services["web"].Ports.Should().AllSatisfy(port => port.HostIp.Should().Be("0.0.0.0"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("B7")]
    [InlineData("-b")]
    [InlineData("a_b")]
    [InlineData("a b")]
    [InlineData("é")]
    [InlineData("12345678901234567890123456789012345678901")]
    public void An_id_that_cannot_be_part_of_a_name_is_refused(string id)
    {
        Action isolate = () => Load(Shop).Isolate(id);

        isolate.Should().Throw<ArgumentException>().WithMessage($"A copy cannot have the id \"{id}\". Use lower-case letters, digits and dashes*");
    }

    [Fact]
    public void What_copies_share_all_the_same_is_said()
    {
        ComposeProject project = Load("""
            name: shop
            services:
              agent: { image: busybox, network_mode: host }
              disk: { image: busybox, devices: ["/dev/fuse:/dev/fuse"], volumes: ["/srv/data:/data", "/etc/hosts:/h:ro", "kept:/k", "mapped:/m"] }
              spy: { image: busybox, network_mode: "container:other" }
              shared: { image: busybox, mac_address: "02:42:ac:11:00:03", networks: { lan: {} } }
              wired: { image: busybox, networks: [own] }
              made: { image: shop/made, build: . }
              met: { image: busybox, network_mode: bridge }
              spread: { image: busybox, networks: [wide, elastic, odd] }
            networks:
              lan: { external: true }
              own: { driver: macvlan }
              wide: { driver: overlay, attachable: true, ipam: { config: [{ subnet: 10.77.0.0/24 }] } }
              elastic: { driver: overlay, attachable: true }
              odd: { ipam: { driver: mine, config: [{ subnet: 10.78.0.0/24 }] } }
            volumes:
              kept: { external: true }
              mapped: { driver_opts: { type: none, o: bind, device: /srv/mapped } }
            """);

        project.Isolate("b7", out ImmutableArray<Diagnostic> shared);

        shared.Should().AllSatisfy(diagnostic => (diagnostic.Code, diagnostic.Severity).Should().Be(("CN0383", DiagnosticSeverity.Warning)));
        shared.Select(diagnostic => diagnostic.Message.Split(':', '.')[0]).Should().BeEquivalentTo(
            "Service \"agent\" uses the host's network, and there is one of that",
            "Service \"made\" is built as image \"shop/made\", which all copies share",
            "Service \"disk\" uses device \"/dev/fuse\" of the host, which all copies share",
            "Service \"disk\" can write to host path \"/srv/data\", which all copies share",
            "Service \"spy\" uses container \"other\", which all copies share",
            "Service \"shared\" has the MAC address 02",
            "Service \"met\" is on the engine's own bridge, where the containers of all copies reach each other by address",
            "Network \"lan\" is external",
            "Network \"shop_wide\" has the driver \"overlay\", whose subnet 10",
            "Network \"shop_odd\" has the address driver \"mine\", whose subnet 10",
            "Network \"shop_own\" is on the host's own network",
            "Volume \"kept\" is external",
            "Volume \"shop_mapped\" is kept in \"/srv/mapped\", which all copies share");
    }

    [Fact]
    public void What_somebody_else_owns_keeps_its_name()
    {
        ComposeProject copy = Load("services: { web: { image: busybox, networks: [lan] } }\nnetworks: { lan: { external: true, name: office } }").Isolate("b7");

        copy.Networks["lan"].Name.Should().Be("office");
        copy.Networks["lan"].Labels.Should().BeEmpty();
    }

    [Fact]
    public void A_network_mode_that_names_a_network_of_the_project_names_the_copys_own()
    {
        ComposeProject shop = Load("""
            name: shop
            services:
              a: { image: x, networks: [back, traffic, lan] }
              b: { image: x, network_mode: shop_back }
              c: { image: x, network_mode: flow }
              d: { image: x, network_mode: office }
              e: { image: x, network_mode: elsewhere }
            networks:
              back: {}
              traffic: { name: flow }
              lan: { external: true, name: office }
            """);

        ComposeProject copy = shop.Isolate("b7", out ImmutableArray<Diagnostic> shared);

        copy.Services.Values.Select(service => service.NetworkMode?.ToString()).Should().Equal(null, "shop-b7_back", "flow-b7", "office", "elsewhere");
        shared.Select(diagnostic => diagnostic.Message.Split('.', ':')[0]).Should().Equal(
            "Service \"d\" is on the engine's network \"office\", which all copies share",
            "Service \"e\" is on the engine's network \"elsewhere\", which all copies share",
            "Network \"office\" is external");
    }

    [Fact]
    public void A_copy_of_any_project_has_no_error_that_the_project_does_not_have() =>
        Gen.Int[0, int.MaxValue].Sample(
            seed =>
            {
                ComposeProject project = new RandomModel(new Random(seed)).Draw();

                IEnumerable<string> Errors(ComposeProject of) => of.Validate().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.Code);

                Errors(project.Isolate("b7")).Should().BeSubsetOf(Errors(project));
            },
            iter: 150,
            threads: 1);

    [Fact]
    public void Two_copies_of_any_project_share_no_name_and_no_port() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.String[Gen.Char["abc012"], 1, 6], Gen.String[Gen.Char["abc012"], 1, 6]).Where((_, one, other) => one != other).Sample(
            (seed, one, other) =>
            {
                ComposeProject project = new RandomModel(new Random(seed)).Draw();

                string[] names = [.. Names(project.Isolate(one)), .. Names(project.Isolate(other)), .. Names(project)];

                names.Should().OnlyHaveUniqueItems();
                project.Isolate(one).Services.Values.SelectMany(service => service.Ports).Should().NotContain(port => port.Published != null);
            },
            iter: 150,
            threads: 1);

    [Fact]
    public void The_same_id_gives_the_same_copy() =>
        ComposeFile.ToJson(Load(Shop).Isolate("b7")).Should().Be(ComposeFile.ToJson(Load(Shop).Isolate("b7")));

    [Fact]
    public void Ports_are_published_on_an_address_and_nothing_else()
    {
        Action isolate = () => Load("services: {web: {image: x}}").Isolate("one", "localhost");

        isolate.Should().Throw<ArgumentException>().WithMessage("\"localhost\" is no IP address. Write one such as 127.0.0.1.*");
    }

    private static ComposeProject Load(string yaml) => ComposeFile.Parse(yaml).Project!;

    // By kind: a network and a volume may have one name.
    private static IEnumerable<string> Names(ComposeProject project) =>
    [
        "project " + project.Name,
        .. project.Services.Values.Concat(project.DisabledServices.Values).Select(service => $"container {service.ContainerName ?? $"{project.Name}-{service.Name}-1"}").Distinct(),
        .. project.Networks.Values.Where(network => !network.External).Select(network => "network " + network.Name).Distinct(),
        .. project.Volumes.Values.Where(volume => !volume.External).Select(volume => "volume " + volume.Name).Distinct(),
    ];
}
