using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

public sealed class ProjectBuilderTests
{
    [Fact]
    public void A_project_built_in_code_is_the_one_that_a_file_would_be()
    {
        ComposeProject built = new ComposeProjectBuilder("shop")
            .AddNetwork("back", network => network with { Internal = true })
            .AddVolume("orders")
            .AddConfig("motd", config => config with { Content = "costs $5" })
            .AddService("db", "postgres:17", db => db.On("back").Mount("orders", "/var/lib/postgresql/data").Set("POSTGRES_PASSWORD", "pa$$word"))
            .AddService("web", "nginx", web => web.On("back", "default").After("db", DependencyCondition.ServiceHealthy).Publish(80, 8080, "127.0.0.1"))
            .AddService("probe", "busybox", probe => probe with { NetworkMode = new NetworkMode.Service("web"), Configs = [new FileGrant("motd")] })
            .AddService("alone", "busybox")
            .Build();

        ComposeProject loaded = ComposeFile.Parse(
            """
            name: shop
            services:
              db: {image: "postgres:17", networks: [back], volumes: [{type: volume, source: orders, target: /var/lib/postgresql/data}], environment: {POSTGRES_PASSWORD: pa$$$$word}}
              web: {image: nginx, networks: [back, default], depends_on: {db: {condition: service_healthy}}, ports: ["127.0.0.1:8080:80"]}
              probe: {image: busybox, network_mode: "service:web", configs: [motd]}
              alone: {image: busybox}
            networks: {back: {internal: true}}
            volumes: {orders: }
            configs: {motd: {content: "costs $$5"}}
            """,
            new ComposeFileOptions { Source = new MemorySource() }).Project!;
        ComposeFile.ToYaml(built).Should().Be(ComposeFile.ToYaml(loaded));
        built.HashOf("web").Should().Be(loaded.HashOf("web"));
    }

    [Fact]
    public void All_mistakes_are_found_at_once_each_with_its_path_in_the_project()
    {
        Action build = () => new ComposeProjectBuilder("Shop").AddService("web", "nginx").Build();
        Action broken = () => new ComposeProjectBuilder("shop")
            .AddService("web", "nginx", web => web.On("bcak").Publish(0).Publish(81, 8080).After("db").Mount("gone", "/g"))
            .AddService("api", "", api => api.Publish(80, 8080).After("api"))
            .AddNetwork("back")
            .Build();

        build.Should().Throw<ComposeFileException>().WithMessage("name: error CN0101: The project name \"Shop\" cannot be used.*");
        broken.Should().Throw<ComposeFileException>().Which.Diagnostics.Select(diagnostic => $"{diagnostic.Span} {diagnostic.Code}").Should().Equal(
            "services.api CN0102",
            "services.api.depends_on.api CN0106",
            "services.web.depends_on.db CN0103",
            "services.web.networks.bcak CN0104",
            "services.web.ports[0].target CN0208",
            "services.web.ports[1].published CN0113",
            "services.web.volumes[0].source CN0105");
    }

    [Fact]
    public void Names_must_match_their_keys()
    {
        var service = new ServiceDefinition { Name = "web", Image = "x" };
        var project = new ComposeProject { Name = "p", Services = ImmutableSortedDictionary<string, ServiceDefinition>.Empty.Add("wbe", service) };

        project.Validate().Single().ToString().Should().Be("services.wbe: error CN0207: \"web\" stands under the key \"wbe\". Give both the same name.");
        (project with { DisabledServices = project.Services }).Validate().Should().Contain(diagnostic => diagnostic.Message.StartsWith("Service \"wbe\" is enabled and disabled at once.", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_file_may_not_say_is_found_behind_a_name_that_is_no_name()
    {
        var service = new ServiceDefinition { Name = "web", Image = "x", Healthcheck = new HealthcheckDefinition { Test = ["curl", "x"], Interval = TimeSpan.FromSeconds(-1) } };
        var project = new ComposeProject { Name = "No Name", Services = ImmutableSortedDictionary<string, ServiceDefinition>.Empty.Add("web", service) };

        project.Validate().Select(diagnostic => diagnostic.Code).Should().BeEquivalentTo(DiagnosticCodes.InvalidProjectName, "CN0210", DiagnosticCodes.InvalidValue);
    }

    [Fact]
    public void A_dependency_that_is_disabled_must_be_optional()
    {
        ComposeProject project = new ComposeProjectBuilder("p").AddService("a", "x", a => a.After("b")).AddService("b", "x", b => b with { Profiles = ["off"] }).Build();

        project.Validate().Should().BeEmpty();
        (project with { Services = project.Services.Remove("b"), DisabledServices = project.Services.Remove("a") }).Validate().Single().Code.Should().Be(DiagnosticCodes.DisabledDependency);
    }

    [Fact]
    public void A_project_that_a_file_can_say_is_valid()
    {
        foreach (int seed in Enumerable.Range(1, 100))
        {
            ComposeProject project = new RandomModel(new Random(seed)).Draw();

            project.Validate().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Should().BeEmpty("of seed {0}", seed);
        }
    }

    [Fact]
    public void The_same_name_twice_is_the_callers_mistake()
    {
        Action service = () => new ComposeProjectBuilder("p").AddService("a", "x").AddService("a", "y");
        Action network = () => new ComposeProjectBuilder("p").AddNetwork("n").AddNetwork("n");
        Action volume = () => new ComposeProjectBuilder("p").AddVolume("v").AddVolume("v");

        service.Should().Throw<ArgumentException>().WithMessage("There is a service \"a\" already. Give this one another name.*");
        network.Should().Throw<ArgumentException>();
        volume.Should().Throw<ArgumentException>();
    }
}
