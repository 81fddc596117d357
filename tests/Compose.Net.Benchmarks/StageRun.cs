using Compose.Net.Diagnostics;
using Compose.Net.Loading;
using Compose.Net.Loading.Input;
using Compose.Net.Syntax;

namespace Compose.Net.Benchmarks;

/// <summary>A loading that stands before one of its stages.</summary>
internal static class StageRun
{
    public static IEnumerable<string> Names => LoadPipeline.All.Select(static stage => stage.GetType().Name);

    public static LoadContext Start(string yaml) => new(new DiagnosticBag())
    {
        FileSource = new SourceFiles(new DiskFileSource(), ComposeLimits.Default),
        Sources = [new SourceText("compose.yaml", yaml)],
        ProjectDirectory = Path.GetTempPath(),
        Variables = [],
        GivenName = "bench",
    };

    public static LoadContext Before(string stage, string yaml)
    {
        LoadContext context = Start(yaml);
        foreach (ILoadStage earlier in LoadPipeline.All.TakeWhile(each => each.GetType().Name != stage))
        {
            earlier.Run(context);
        }

        return context;
    }
}
