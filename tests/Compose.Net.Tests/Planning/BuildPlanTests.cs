using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.ComposeFiles;
using Compose.Net.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning;

/// <summary>When images are built, and in which order.</summary>
public sealed class BuildPlanTests
{
    [Fact]
    public void A_missing_image_is_built_before_its_container_is_made()
    {
        ComposeProject project = Loaded.Project("""
            services:
              web:
                build: {context: /src, args: {TOKEN: secret}, target: final, labels: {mine: "1"}}
                network_mode: none
            """);

        Plan plan = Reconciler.Reconcile(project, new ObservedState { Project = "p" });

        Golden.Verify("plans/build", plan.ToString());
        plan.ToJson().Should().NotContain("secret");
        Golden.Verify("plans/build.json", plan.ToJson());
        plan.Steps.Select(step => step.Operation).OfType<BuildImage>().Single().Labels.Should().Contain("mine", "1")
            .And.Contain("com.docker.compose.project", "p").And.Contain("com.docker.compose.service", "web");
    }

    [Theory]
    [InlineData("build: /src", false, BuildCondition.Missing, "build image p-a")]
    [InlineData("build: /src", true, BuildCondition.Missing, "")]
    [InlineData("build: /src", true, BuildCondition.Always, "build image p-a")]
    [InlineData("build: /src", true, BuildCondition.Never, "")]
    [InlineData("build: /src\npull_policy: build", true, BuildCondition.Missing, "build image p-a")]
    [InlineData("build: /src\npull_policy: build", true, BuildCondition.Never, "")]
    [InlineData("build: /src\npull_policy: always", true, BuildCondition.Missing, "")]
    [InlineData("build: /src\nimage: x", false, BuildCondition.Missing, "pull image x, build image x if it is still missing")]
    [InlineData("build: /src\nimage: x", false, BuildCondition.Always, "build image x")]
    [InlineData("build: /src\nimage: x", false, BuildCondition.Never, "pull image x")]
    [InlineData("build: /src\nimage: x\npull_policy: never", false, BuildCondition.Missing, "build image x")]
    [InlineData("build: /src\nimage: x\npull_policy: always", true, BuildCondition.Missing, "pull image x")]
    [InlineData("build: {context: /src, platforms: [linux/arm64]}", false, BuildCondition.Missing, "build image p-a for linux/arm64")]
    [InlineData("build: {context: /src, platforms: [linux/arm64, linux/amd64]}\nplatform: linux/amd64", false, BuildCondition.Missing, "build image p-a for linux/amd64")]
    public void Policies_and_options_decide_what_is_built(string settings, bool there, BuildCondition condition, string expected)
    {
        ComposeProject project = Service(settings);
        string image = ImageNames.Of(project, project.Services["a"]);
        var observed = new ObservedState { Project = "p", Images = there ? Image(image) : ImmutableSortedDictionary<string, ObservedImage>.Empty };

        Plan plan = Reconciler.Reconcile(project, observed, new ReconcileOptions { Build = condition });

        plan.Diagnostics.Should().BeEmpty();
        string.Join(", ", Images(plan)).Should().Be(expected);
    }

    [Fact]
    public void A_pull_that_a_build_can_make_up_for_may_fail_and_the_build_waits_for_it()
    {
        Plan plan = Reconciler.Reconcile(Service("build: /src\nimage: x"), new ObservedState { Project = "p" });

        PlanStep pull = plan.Steps.Single(step => step.Operation is PullImage);
        PlanStep build = plan.Steps.Single(step => step.Operation is BuildImage);
        pull.MayFail.Should().BeTrue();
        build.After.Should().Equal(pull.Number);
        build.DependsOn.Should().BeEmpty();
        plan.Steps.Single(step => step.Operation is CreateContainer).DependsOn.Should().Contain(build.Number);
    }

    [Fact]
    public void An_image_is_built_once_for_all_who_use_it_and_those_first_that_others_depend_on()
    {
        ComposeProject project = Loaded.Project("""
            services:
              app: {build: /app, network_mode: none, depends_on: [middle]}
              middle: {image: m, network_mode: none, depends_on: [base]}
              base: {build: /base, image: base, network_mode: none, pull_policy: build}
              user: {image: base, network_mode: none, pull_policy: build}
            """);

        Plan plan = Reconciler.Reconcile(project, new ObservedState { Project = "p", Images = Image("m") });

        Images(plan).Should().Equal("build image base", "build image p-app");
        plan.Steps.Single(step => step.Operation is BuildImage { Image: "p-app" }).DependsOn.Should().Equal(1);
        Images(ImagePlans.Build(project, new BuildImagesOptions())).Should().Equal("build image base", "build image p-app");
        ImagePlans.Build(project, new BuildImagesOptions()).Steps[1].DependsOn.Should().Equal(1);
    }

    [Theory]
    [InlineData("ssh: [default]", "ssh")]
    [InlineData("secrets: [s]", "secrets")]
    [InlineData("additional_contexts: {other: /other}", "additional_contexts")]
    [InlineData("cache_to: [type=inline]", "cache_to")]
    [InlineData("entitlements: [network.host]", "entitlements")]
    [InlineData("privileged: true", "privileged")]
    [InlineData("no_cache_filter: [x]", "no_cache_filter")]
    [InlineData("provenance: mode=max", "provenance")]
    [InlineData("sbom: true", "sbom")]
    public void What_needs_BuildKit_is_refused_by_name_where_it_is_to_be_built(string setting, string key)
    {
        ComposeProject project = Loaded.Project($"services:\n  a:\n    network_mode: none\n    build:\n      context: /src\n      {setting}\nsecrets:\n  s: {{file: /s}}");
        string expected = $"error CN0435: The build of service \"a\" sets \"{key}\", which needs BuildKit, and images are built here with the engine's own builder. Remove it, or build the image with \"docker compose build a\".";

        Findings(Reconciler.Reconcile(project, new ObservedState { Project = "p" })).Should().Equal(expected);
        Findings(ImagePlans.Build(project, new BuildImagesOptions())).Should().Equal(expected);
        Findings(Reconciler.Reconcile(project, new ObservedState { Project = "p", Images = Image("p-a") })).Should().BeEmpty();
    }

    [Theory]
    [InlineData("build: {context: /src, platforms: [linux/arm64, linux/amd64]}", "error CN0435: The build of service \"a\" is for several platforms (linux/arm64, linux/amd64), and the engine's own builder makes one image. Choose one with the service's \"platform\", or leave one.")]
    [InlineData("build: {context: /src, cache_from: [\"type=gha\"]}", "warning CN0435: The build of service \"a\" takes cached layers from \"type=gha\", which needs BuildKit. It is left out; name an image, or remove it.")]
    public void Platforms_and_caches_that_the_builder_cannot_have_are_said(string settings, string expected) =>
        Findings(Reconciler.Reconcile(Service(settings), new ObservedState { Project = "p" })).Should().Equal(expected);

    [Theory]
    [InlineData("build: /src", "error CN0330: The image \"p-a\" of service \"a\" is not built yet, and building was ruled out. Allow it, or build it first with \"compose-net build a\".")]
    [InlineData("build: /src\nimage: x\npull_policy: never", "error CN0410: The engine does not have image \"x\", and the pull policy of service \"a\" is \"never\". Put the image there, or choose another policy.")]
    public void A_missing_image_that_must_not_be_built_is_an_error(string settings, string expected) =>
        Findings(Reconciler.Reconcile(Service(settings), new ObservedState { Project = "p" }, new ReconcileOptions { Build = BuildCondition.Never })).Should().Equal(expected);

    [Fact]
    public void The_verb_pulls_each_image_once_and_leaves_out_what_policies_rule_out()
    {
        ComposeProject project = Loaded.Project("""
            services:
              a: {image: x, network_mode: none, depends_on: [d]}
              b: {image: x, network_mode: none}
              c: {build: /src, network_mode: none}
              d: {image: y, network_mode: none}
              e: {image: z, network_mode: none, pull_policy: never}
              f: {image: there, network_mode: none, pull_policy: missing}
              g: {image: buildable, build: /src, network_mode: none}
            """);
        var observed = new ObservedState { Project = "p", Images = Image("there") };
        string[] Of(PullImagesOptions options) => [.. ImagePlans.Pull(project, observed, options).Steps.Select(step => step.Operation.Subject + (step.MayFail ? "?" : ""))];

        Of(new PullImagesOptions()).Should().Equal("x", "y", "buildable?");
        Of(new PullImagesOptions { IgnoreBuildable = true, IgnoreFailures = true }).Should().Equal("x?", "y?");
        Of(new PullImagesOptions { Services = ["a"] }).Should().Equal("x");
        Of(new PullImagesOptions { Services = ["a"], IncludeDependencies = true }).Should().Equal("x", "y");
        Of(new PullImagesOptions { Policy = new PullPolicy(PullCondition.Always) }).Should().Equal("x", "y", "z", "there", "buildable?");
        Findings(ImagePlans.Pull(project, observed, new PullImagesOptions { Services = ["aa"] })).Should().ContainSingle()
            .Which.Should().StartWith("error CN0460: Project \"p\" has no service \"aa\". Did you mean");
    }

    [Fact]
    public void The_verb_builds_with_the_arguments_that_it_is_given()
    {
        ComposeProject project = Service("build: {context: /src, args: {A: file, B: file}}");

        BuildDefinition build = ImagePlans.Build(project, new BuildImagesOptions { Args = ImmutableSortedDictionary<string, string>.Empty.Add("A", "line"), NoCache = true, Pull = true })
            .Steps.Select(step => step.Operation).OfType<BuildImage>().Single().Build;

        build.Args.Should().Equal(new Dictionary<string, string> { ["A"] = "line", ["B"] = "file" });
        (build.NoCache, build.Pull).Should().Be((true, true));
    }

    [Fact]
    public void A_name_that_no_image_can_have_is_an_error_at_its_line_and_in_the_way_of_no_down()
    {
        ComposeProject project = Loaded.Project("services:\n  a:\n    image: Busybox\n    network_mode: none\n  b: {image: x, network_mode: none, scale: 1}");
        var observed = new ObservedState { Project = "p", Images = Image("x") };

        Plan plan = Reconciler.Reconcile(project, observed);

        plan.Diagnostics.Should().ContainSingle().Which.ToString().Should().StartWith("compose.yaml(3,12): error CN0333: Service \"a\" needs the image \"Busybox\", and no image can have that name: ");
        Findings(ImagePlans.Pull(project, observed, new PullImagesOptions())).Should().ContainSingle().Which.Should().StartWith("error CN0333: ");
        Reconciler.Reconcile(Reconciler.Emptied(project), observed).Diagnostics.Should().BeEmpty();
    }

    [Fact]
    public void What_is_built_is_pushed_under_each_of_its_names_once()
    {
        ComposeProject project = Loaded.Project("""
            services:
              a: {build: {context: /src, tags: [r.example/a:2]}, image: "r.example/a:1", network_mode: none, depends_on: [b]}
              b: {build: /src, image: r.example/b, network_mode: none}
              c: {build: /src, image: r.example/b, network_mode: none}
              d: {image: elsewhere, network_mode: none}
              e: {build: /src, network_mode: none}
            """);
        string[] Of(PushImagesOptions options) => [.. ImagePlans.Push(project, options).Steps.Select(step => OperationText.Describe(step.Operation) + (step.MayFail ? "?" : ""))];

        Of(new PushImagesOptions()).Should().Equal("push image r.example/a:1", "push image r.example/a:2", "push image r.example/b");
        Of(new PushImagesOptions { Services = ["a"], IgnoreFailures = true }).Should().Equal("push image r.example/a:1?", "push image r.example/a:2?");
        Of(new PushImagesOptions { Services = ["a"], IncludeDependencies = true }).Should().HaveCount(3);
        Findings(ImagePlans.Push(project, new PushImagesOptions())).Should().Equal(
            "warning CN0440: The image of service \"e\" is not pushed, because nothing says where to. Give the service an \"image\" that names the place in a registry, for example \"registry.example.com/team/e\".");
        Findings(ImagePlans.Push(project, new PushImagesOptions { Services = ["f"] })).Should().ContainSingle().Which.Should().StartWith("error CN0460: ");
    }

    [Fact]
    public void What_goes_to_one_repository_is_pushed_one_after_the_other()
    {
        ComposeProject project = Loaded.Project("""
            services:
              a: {build: {context: /src, tags: [r.example:5000/a:2, r.example:5000/other]}, image: "r.example:5000/a:1", network_mode: none}
              b: {build: /src, image: "r.example:5000/a:3", network_mode: none}
            """);

        ImagePlans.Push(project, new PushImagesOptions()).Steps.Select(step => (step.Operation.Subject, string.Join(' ', step.After))).Should().Equal(
            ("r.example:5000/a:1", ""), ("r.example:5000/a:2", "1"), ("r.example:5000/other", ""), ("r.example:5000/a:3", "2"));
    }

    [Fact]
    public void A_build_that_is_to_be_pushed_is_pushed_once_it_is_built()
    {
        ComposeProject project = Service("build: {context: /src, tags: [r.example/a:2]}\nimage: r.example/a");

        Plan plan = ImagePlans.Build(project, new BuildImagesOptions { Push = true, Memory = 1 << 20 });

        plan.Steps.Select(step => OperationText.Describe(step.Operation)).Should().Equal("build image r.example/a", "push image r.example/a", "push image r.example/a:2");
        plan.Steps[0].Operation.Should().BeOfType<BuildImage>().Which.Memory.Should().Be(1 << 20);
        plan.Steps.Skip(1).Should().OnlyContain(step => step.DependsOn.Length == 1 && step.DependsOn[0] == 1);
    }

    [Fact]
    public void Down_removes_images_where_that_is_asked_for()
    {
        ComposeProject project = Loaded.Project("services:\n  a: {build: /src, network_mode: none}\n  b: {image: x, network_mode: none}\n  c: {build: /src, image: named, network_mode: none}\n  d: {build: /src, network_mode: none}");
        var observed = new ObservedState
        {
            Project = "p",
            Images = Image("p-a").SetItem("p-a", new ObservedImage("sha256:a") { Labels = ImmutableSortedDictionary<string, string>.Empty.Add("com.docker.compose.project", "p") }).AddRange(Image("x")).AddRange(Image("named")).AddRange(Image("p-d")),
        };
        string[] Removed(ImageRemoval removal) => [.. Reconciler.Reconcile(Reconciler.Emptied(project), observed, new ReconcileOptions { RemoveImages = removal }).Steps.Select(step => step.Operation.Subject)];

        Removed(ImageRemoval.None).Should().BeEmpty();
        Removed(ImageRemoval.Local).Should().Equal(["p-a"], "the others have a name of their own, or are not ours");
        Removed(ImageRemoval.All).Should().Equal("named", "p-a", "p-d", "x");
    }

    private static ComposeProject Service(string settings) =>
        Loaded.Project($"services:\n  a:\n    network_mode: none\n    {settings.Replace("\n", "\n    ", StringComparison.Ordinal)}");

    private static ImmutableSortedDictionary<string, ObservedImage> Image(string name) =>
        ImmutableSortedDictionary<string, ObservedImage>.Empty.Add(name, new ObservedImage("sha256:" + name));

    private static string[] Images(Plan plan) =>
        [.. plan.Steps.Where(step => step.Operation is PullImage or BuildImage).Select(step => OperationText.Describe(step.Operation))];

    private static string[] Findings(Plan plan) => [.. plan.Diagnostics.Select(diagnostic => (diagnostic with { Span = null }).ToString())];
}
