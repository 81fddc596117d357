using System.Collections.Immutable;
using System.Text;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.ComposeFiles;
using Compose.Net.Tests.Fuzzing;
using CsCheck;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Loading;

/// <summary>What is written in another form or in another order is the same project, and has the same plan.</summary>
public sealed class FormProperties
{
    private const string Rest = "networks: {n: }\nvolumes: {data: }\nsecrets: {s: {file: ./s}}\nconfigs: {c: {file: ./c}}\n";

    public static TheoryData<string, string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string, string>();
            foreach (FormPair pair in FormPairs.Rows)
            {
                pairs.Add(pair.Path, pair.Short, pair.Long);
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_short_and_the_long_form_are_the_same(string path, string shortForm, string longForm)
    {
        var pair = new FormPair(path, shortForm, longForm);

        Json(File([pair], _ => pair.Short)).Should().Be(Json(File([pair], _ => pair.Long)));
    }

    [Fact]
    public void A_project_in_any_mix_of_forms_is_the_same_project() => Gen.Int[0, int.MaxValue].Sample(
        seed =>
        {
            var random = new Random(seed);
            FormPair[] pairs = Draw(random);

            string mixed = Json(File(pairs, pair => random.Next(2) == 0 ? pair.Short : pair.Long));

            mixed.Should().Be(Json(File(pairs, pair => pair.Long)));
        },
        iter: 300,
        threads: 1);

    [Fact]
    public void The_order_of_keys_changes_neither_the_project_nor_its_plan() => Gen.Int[0, int.MaxValue].Sample(
        seed =>
        {
            var random = new Random(seed);
            string yaml = File(Draw(random), pair => random.Next(2) == 0 ? pair.Short : pair.Long);
            string shuffled = Shuffle.Keys(yaml, random);

            Json(shuffled).Should().Be(Json(yaml));
            PlanOf(shuffled).Should().Be(PlanOf(yaml));
        },
        iter: 300,
        threads: 1);

    [Fact]
    public void The_order_of_keys_in_the_sample_files_does_not_matter()
    {
        var random = new Random(1);
        string[] loading = [.. Corpus.Texts.Where(text => Load(text).Succeeded && !text.Contains("\n---", StringComparison.Ordinal))];

        loading.Should().NotBeEmpty().And.AllSatisfy(text => Json(Shuffle.Keys(text, random)).Should().Be(Json(text)));
    }

    [Fact]
    public void What_is_printed_of_any_mix_of_forms_loads_again() => Gen.Int[0, int.MaxValue].Sample(
        seed =>
        {
            var random = new Random(seed);
            ComposeProject project = Project(File(Draw(random), pair => random.Next(2) == 0 ? pair.Short : pair.Long));

            Json(ComposeFile.ToYaml(project)).Should().Be(ComposeFile.ToJson(project));
            Json(ComposeFile.ToJson(project)).Should().Be(ComposeFile.ToJson(project));
        },
        iter: 300,
        threads: 1);

    [Fact]
    public void What_is_printed_of_the_sample_files_loads_again()
    {
        ComposeProject[] projects = [.. Corpus.Texts.Select(text => Load(text).Project).OfType<ComposeProject>()];

        projects.Should().NotBeEmpty().And.AllSatisfy(project => Json(ComposeFile.ToYaml(project)).Should().Be(ComposeFile.ToJson(project)));
    }

    // One pair a path; what contradicts the rest of the file stays out.
    private static FormPair[] Draw(Random random) =>
        [.. FormPairs.Rows.GroupBy(pair => pair.Path).Where(_ => random.Next(2) == 0).Select(rows => rows.ElementAt(random.Next(rows.Count())))
            .Where(pair => !pair.Short.Contains("external", StringComparison.Ordinal))];

    private static string File(IReadOnlyCollection<FormPair> pairs, Func<FormPair, string> form)
    {
        var yaml = new StringBuilder("name: p\n");
        string[] sections = [.. pairs.Where(pair => pair.Path[0] == '/').Select(pair => pair.Path[1..])];
        foreach (FormPair pair in pairs.Where(pair => pair.Path[0] == '/'))
        {
            yaml.Append($"{pair.Path[1..]}: {form(pair)}\n");
        }

        yaml.Append("services:\n  b: {image: y, networks: [n], volumes: [\"data:/d\"]}\n  base: {image: z}\n  a:\n    image: x\n");
        foreach (FormPair pair in pairs.Where(pair => pair.Path[0] != '/'))
        {
            yaml.Append($"    {pair.Path}: {form(pair)}\n");
        }

        foreach (string line in Rest.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !sections.Contains(line[..line.IndexOf(':', StringComparison.Ordinal)])))
        {
            yaml.Append(line).Append('\n');
        }

        return yaml.ToString();
    }

    private static ComposeFileResult Load(string yaml)
    {
        var files = new MemoryFiles(
            "/p",
            ("/p/compose.yaml", yaml),
            ("/p/other.yaml", "services: {included: {image: i}}\n"),
            ("/p/a.env", "FROM_FILE=1\n"));
        var options = new ComposeFileOptions { Profiles = ["*"], Environment = ImmutableSortedDictionary<string, string>.Empty.Add("SET", "value").Add("HOME", "/h") };

        // No file in memory waits for anything.
        return new Net.Loading.ProjectLoader(files, options).LoadAsync(["/p/compose.yaml"], CancellationToken.None).GetAwaiter().GetResult();
    }

    private static ComposeProject Project(string yaml)
    {
        ComposeFileResult result = Load(yaml);
        return result.Project ?? throw new InvalidOperationException($"{string.Join('\n', result.Diagnostics)}\n{yaml}");
    }

    private static string Json(string yaml) => ComposeFile.ToJson(Project(yaml));

    private static string PlanOf(string yaml)
    {
        ComposeProject project = Project(yaml);
        return Reconciler.Reconcile(project, new ObservedState { Project = project.Name }).ToJson();
    }
}
