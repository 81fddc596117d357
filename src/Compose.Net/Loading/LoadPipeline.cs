using System.Collections.Immutable;
using Compose.Net.Loading.Stages;

namespace Compose.Net.Loading;

/// <summary>
/// The way from texts to a project, as lists of its stages. Files that are included go through the same stages up to one
/// document of their own; services that are extended in another file go through the parts that <see cref="Extending.ServiceFile"/> names.
/// </summary>
internal static class LoadPipeline
{
    /// <summary>From text to documents, each for itself, with its variables put in.</summary>
    private static readonly ImmutableArray<ILoadStage> Reading =
    [
        new ReadDocuments(),
        new FindProjectName(),
        new Interpolate(),
        new CastScalars(),
        new ApplyTags(),
    ];

    /// <summary>What each document may say, and one form for each thing that can be said in several.</summary>
    private static readonly ImmutableArray<ILoadStage> Shaping =
    [
        new CheckKeys(),
        new DropVersion(),
        new Canonicalise(),
    ];

    /// <summary>From many documents to one.</summary>
    private static readonly ImmutableArray<ILoadStage> Joining =
    [
        new IncludeFiles(),
        new ExtendServices(),
        new MergeDocuments(),
        new RemoveRepeats(),
    ];

    /// <summary>The one document: what it must say, what it leaves out, and what it means where it stands.</summary>
    private static readonly ImmutableArray<ILoadStage> Completing =
    [
        new CheckComplete(),
        new CheckValues(),
        new AddDefaults(),
        new ResolvePaths(),
        new PassVariables(),
    ];

    /// <summary>Whether the enabled parts fit together.</summary>
    private static readonly ImmutableArray<ILoadStage> Fitting =
    [
        new CheckConsistency(),
        new CheckAddresses(),
        new CheckPools(),
        new CheckSubnets(),
        new CheckDriverOptions(),
        new CheckMacAddresses(),
        new CheckMounts(),
        new CheckPorts(),
    ];

    /// <summary>The project: what was left to be understood, what is enabled, whether it fits together.</summary>
    private static readonly ImmutableArray<ILoadStage> Understanding =
    [
        new Normalise(),
        new DeriveEdges(),
        new SelectProfiles(),
        new SelectServices(),
        .. Fitting,
        new PruneResources(),
        new ReadEnvironmentFiles(),
        new BindProject(),
        new CheckCycles(),
        new CheckIsolation(),
        new ReadSeccompProfiles(),
    ];

    /// <summary>The stages of a whole loading, in their order.</summary>
    public static ImmutableArray<ILoadStage> All => [.. Reading, .. Shaping, .. Joining, .. Completing, .. Understanding];

    /// <summary>All of it, from texts to <see cref="LoadContext.Project"/>.</summary>
    public static void Run(LoadContext context, CancellationToken cancellationToken) =>
        Run(All, context, cancellationToken);

    /// <summary>What can be checked of a project that was not read, laid out as one canonical document.</summary>
    public static void RunChecks(LoadContext context) =>
        Run([new CheckKeys(), new Canonicalise(), new CheckComplete(), new CheckValues(), .. Fitting, new CheckCycles()], context, CancellationToken.None);

    /// <summary>From the texts of an included file to <see cref="LoadContext.Root"/>.</summary>
    public static void RunIncluded(LoadContext context) =>
        Run([.. Reading, .. Shaping, .. Joining, .. Completing], context, CancellationToken.None);

    /// <summary>From the texts of an extended file to documents as the user wrote them.</summary>
    public static void RunReading(LoadContext context) => Run(Reading, context, CancellationToken.None);

    /// <summary>From documents that hold one service of an extended file to <see cref="LoadContext.Root"/>.</summary>
    public static void RunExtended(LoadContext context) =>
        Run([.. Shaping, new MergeDocuments(), new RemoveRepeats(), new ResolvePaths()], context, CancellationToken.None);

    private static void Run(ImmutableArray<ILoadStage> stages, LoadContext context, CancellationToken cancellationToken)
    {
        foreach (ILoadStage stage in stages)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (stage is SelectProfiles && !context.Options.Interpolate)
            {
                // Without the values of variables, no more can be said than what the files say.
                return;
            }

            if (IsWanted(stage, context.Options))
            {
                stage.Run(context);
            }

            // Without a document there is nothing that a later stage could look at.
            if (context.Documents.Count == 0)
            {
                return;
            }
        }
    }

    private static bool IsWanted(ILoadStage stage, ComposeFileOptions options) => stage switch
    {
        PassVariables => options.Interpolate,
        ReadEnvironmentFiles => options.ResolveEnvironmentFiles,
        CheckCycles or CheckIsolation => options.CheckConsistency,
        _ when Fitting.Contains(stage) => options.CheckConsistency,
        _ => true,
    };
}
