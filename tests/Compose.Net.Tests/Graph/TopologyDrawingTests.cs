using Compose.Net.Graph;
using Compose.Net.Model;
using Compose.Net.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Graph;

public class TopologyDrawingTests
{
    // The characters that end a label, start an escape or mean something in either language.
    private const string Awkward = "a\"b\\c#d;e<f>g|h[i]j{k}`l\nend";

    private static readonly ComposeProject EveryMode = ThreeTier.Of(
        [
            ThreeTier.Network("default"),
            new NetworkDefinition { Key = "office", Name = "corp-net", External = true },
            new NetworkDefinition { Key = "wire", Name = "shop_wire", Driver = "macvlan", Internal = true },
        ],
        ThreeTier.Service("agent") with { NetworkMode = new NetworkMode.Host() },
        ThreeTier.Service("alone") with { NetworkMode = new NetworkMode.None() },
        ThreeTier.Service("old") with { NetworkMode = new NetworkMode.Bridge() },
        ThreeTier.Service("proxy", "default", "office", "wire") with { Ports = [new PortDefinition { Target = 443, Published = "8440-8443", HostIp = "::1" }] },
        ThreeTier.Service("sidecar") with { NetworkMode = new NetworkMode.Service("proxy") },
        ThreeTier.Service("worker", "default") with { Scale = 3 });

    [Fact]
    public void Three_tiers_are_drawn_in_Mermaid() => Golden.Verify("Graph/three-tier.mermaid", NetworkTopology.From(ThreeTier.Project).ToMermaid());

    [Fact]
    public void Three_tiers_are_drawn_in_Dot() => Golden.Verify("Graph/three-tier.dot", NetworkTopology.From(ThreeTier.Project).ToDot());

    [Fact]
    public void Three_tiers_are_drawn_as_a_picture() => Golden.Verify("Graph/three-tier.svg", NetworkTopology.From(ThreeTier.Project).ToSvg());

    [Fact]
    public void Every_network_mode_is_drawn_as_a_picture() => Golden.Verify("Graph/every-mode.svg", NetworkTopology.From(EveryMode).ToSvg());

    [Fact]
    public void Three_tiers_are_written_as_a_page() => Golden.Verify("Graph/three-tier.html", NetworkTopology.From(ThreeTier.Project).ToHtml());

    [Fact]
    public void Three_tiers_are_written_for_programs() => Golden.Verify("Graph/three-tier.json", NetworkTopology.From(ThreeTier.Project).ToJson());

    [Fact]
    public void A_picture_is_well_formed_whatever_the_names_are()
    {
        ComposeProject project = ThreeTier.Of([ThreeTier.Network("n") with { Name = Awkward + "\u0001\ud800" }], ThreeTier.Service(Awkward + "<script>", "n"));

        System.Xml.Linq.XDocument.Parse(NetworkTopology.From(project).ToSvg()).Descendants().Should().NotContain(element => element.Name.LocalName == "script");
        NetworkTopology.From(project).ToHtml().Should().NotContain("<script>");
    }

    [Fact]
    public void No_two_texts_of_a_picture_of_thirty_services_lie_on_each_other()
    {
        System.Xml.Linq.XElement svg = System.Xml.Linq.XDocument.Parse(NetworkTopology.From(Thirty()).ToSvg()).Root!;
        var texts = svg.Elements().Where(element => element.Name.LocalName == "text")
            .Select(text => (X: (int)text.Attribute("x")!, Y: (int)text.Attribute("y")!, Right: (int)text.Attribute("x")! + (text.Value.Length * 7)))
            .ToArray();

        texts.Should().HaveCountGreaterThan(60);
        texts.Should().OnlyContain(text => text.Right <= (int)svg.Attribute("width")! && text.Y <= (int)svg.Attribute("height")!);
        texts.SelectMany((one, index) => texts.Skip(index + 1).Where(other => Math.Abs(one.Y - other.Y) < 12 && one.X < other.Right && other.X < one.Right)).Should().BeEmpty();
    }

    private static ComposeProject Thirty() => ThreeTier.Of(
        [.. Enumerable.Range(0, 8).Select(number => ThreeTier.Network($"network-{number}") with { Internal = number % 3 == 0 })],
        [.. Enumerable.Range(0, 30).Select(number => ThreeTier.Service($"service-{number}", $"network-{number % 8}", $"network-{(number * 5 + 1) % 8}") with
        {
            Scale = number % 7 == 0 ? 3 : 1,
            Ports = number % 4 == 0 ? [new PortDefinition { Target = 80, Published = $"{8000 + number}", HostIp = "127.0.0.1" }, new PortDefinition { Target = 443 }] : [],
        })]);

    [Fact]
    public void Every_network_mode_is_drawn_in_Mermaid() => Golden.Verify("Graph/every-mode.mermaid", NetworkTopology.From(EveryMode).ToMermaid());

    [Fact]
    public void Every_network_mode_is_drawn_in_Dot() => Golden.Verify("Graph/every-mode.dot", NetworkTopology.From(EveryMode).ToDot());

    [Fact]
    public void A_network_mode_that_names_a_network_is_drawn_as_an_endpoint_of_it()
    {
        ComposeProject project = ThreeTier.Of(
            [new NetworkDefinition { Key = "s", Name = "shared", External = true }],
            ThreeTier.Service("a") with { NetworkMode = new NetworkMode.Engine("default") },
            ThreeTier.Service("b") with { NetworkMode = new NetworkMode.Engine("shared") },
            ThreeTier.Service("c") with { NetworkMode = new NetworkMode.Engine("office") },
            ThreeTier.Service("d") with { NetworkMode = new NetworkMode.Engine("office") });

        NetworkTopology.From(project).ToDot().Split('\n').Should().Contain(["    s0 -- bridge;", "    s1 -- n0;", "    s2 -- e0;", "    s3 -- e0;"])
            .And.ContainSingle(line => line.Contains("office", StringComparison.Ordinal)).Which.Should().StartWith("    e0 [label=\"office\\nof the engine\"");
    }

    [Fact]
    public void Whose_namespace_a_service_shares_is_said_where_that_is_a_container_of_others()
    {
        var topology = NetworkTopology.From(ThreeTier.Of([], ThreeTier.Service("a") with { NetworkMode = new NetworkMode.Container("vpn") }));

        topology.ToDot().Should().Contain("s0 [label=\"a\\nin the namespace of container vpn\", shape=box];");
        topology.ToSvg().Should().Contain("in the namespace of container vpn");
    }

    [Fact]
    public void A_name_cannot_break_out_of_its_label_in_Mermaid()
    {
        string[] lines = NetworkTopology.From(ThreeTier.Of([], ThreeTier.Service(Awkward))).ToMermaid().Split('\n');

        lines.Should().Contain("""    s0["a#34;b#92;c#35;d#59;e#60;f#62;g#124;h#91;i#93;j#123;k#125;#96;l#10;end"]""");
    }

    [Fact]
    public void A_name_cannot_break_out_of_its_label_in_Dot()
    {
        string[] lines = NetworkTopology.From(ThreeTier.Of([], ThreeTier.Service(Awkward))).ToDot().Split('\n');

        lines.Should().Contain("""    s0 [label="a\"b\\c#d;e<f>g|h[i]j{k}`l\nend", shape=box];""");
    }

    [Fact]
    public void The_order_of_making_does_not_matter()
    {
        ComposeProject backwards = ThreeTier.Of([.. ThreeTier.Project.Networks.Values.Reverse()], [.. ThreeTier.Project.Services.Values.Reverse()]);

        NetworkTopology.From(backwards).ToMermaid().Should().Be(NetworkTopology.From(ThreeTier.Project).ToMermaid());
    }
}
