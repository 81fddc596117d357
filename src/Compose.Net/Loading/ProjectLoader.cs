using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Input;
using Compose.Net.Loading.Printing;
using Compose.Net.Syntax;

namespace Compose.Net.Loading;

/// <summary>Loads projects: gathers the input, runs the stages, and returns what they found.</summary>
internal sealed class ProjectLoader(IFileSource files, ComposeFileOptions? options)
{
    /// <summary>What the only text of no file is called in diagnostics.</summary>
    public const string TextName = "compose.yaml";

    private readonly ComposeFileOptions _options = options ?? new ComposeFileOptions();

    /// <summary>Prepares to load from the source that the options name, by default from the disk.</summary>
    public ProjectLoader(ComposeFileOptions? options)
        : this(new SourceFiles(options?.Source ?? new DiskFileSource(), options?.Limits ?? ComposeLimits.Default), options)
    {
    }

    public async Task<ComposeFileResult> LoadAsync(ImmutableArray<string> paths, CancellationToken cancellationToken)
    {
        var diagnostics = new DiagnosticBag();
        LoadContext? context = await new InputReader(files, _options, diagnostics).ReadAsync(paths, cancellationToken).ConfigureAwait(false);
        return Run(context, diagnostics, cancellationToken);
    }

    public async Task<ComposeFileResult> LoadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var diagnostics = new DiagnosticBag();
        ReadOnlyMemory<byte> bytes = await BoundedStream.ReadAsync(stream, _options.Limits, cancellationToken).ConfigureAwait(false);
        return Take([SourceText.Decode(TextName, bytes.Span, diagnostics, _options.Limits)], diagnostics, cancellationToken);
    }

    public ComposeFileResult Parse(string yaml) => Parse([new ComposeFileText(TextName, yaml)]);

    public ComposeFileResult Parse(ImmutableArray<ComposeFileText> texts)
    {
        var diagnostics = new DiagnosticBag();
        return Take([.. texts.Select(text => SourceText.Create(text.Name, text.Yaml, diagnostics, _options.Limits))], diagnostics, CancellationToken.None);
    }

    /// <summary>Loads without putting variables in, as far as that goes.</summary>
    public async Task<MergedComposeFile> MergeAsync(ImmutableArray<string> paths, CancellationToken cancellationToken)
    {
        var diagnostics = new DiagnosticBag();
        LoadContext? context = await new InputReader(files, _options with { Interpolate = false }, diagnostics).ReadAsync(paths, cancellationToken).ConfigureAwait(false);
        Run(context, diagnostics, cancellationToken);
        MappingNode? merged = null;
        if (!diagnostics.HasErrors && context?.Root is { } root)
        {
            root.Set(new ScalarNode(root.Span, "name"), new ScalarNode(root.Span, context.ProjectName));
            merged = SortedTree.Of(root);
        }

        return new MergedComposeFile(merged, diagnostics.Sorted(), [.. context?.UsedVariables?.Found ?? []]);
    }

    private ComposeFileResult Take(ImmutableArray<SourceText?> texts, DiagnosticBag diagnostics, CancellationToken cancellationToken) =>
        Run(new InputReader(files, _options, diagnostics).Take(texts), diagnostics, cancellationToken);

    private static ComposeFileResult Run(LoadContext? context, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (context is null)
        {
            return new ComposeFileResult(null, diagnostics.Sorted());
        }

        LoadPipeline.Run(context, cancellationToken);
        return new ComposeFileResult(diagnostics.HasErrors ? null : context.Project, diagnostics.Sorted()) { Variables = context.Variables };
    }
}
