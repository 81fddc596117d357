using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Loading;
using Compose.Net.Loading.Printing;
using Compose.Net.Model;

namespace Compose.Net;

/// <summary>The front door for compose files: text in, <see cref="ComposeProject"/> out. Thread-safe.</summary>
public static class ComposeFile
{
    /// <summary>Loads one compose file.</summary>
    /// <param name="path">The file; a relative path starts from the current folder.</param>
    /// <param name="options">Null takes all defaults.</param>
    /// <param name="cancellationToken">Ends the loading early.</param>
    /// <remarks>Warnings, such as a variable that is not set, are only in the result of <see cref="TryLoadAsync(ImmutableArray{string}, ComposeFileOptions?, CancellationToken)"/>.</remarks>
    /// <exception cref="ComposeFileException">The file cannot be used; the exception holds every error with its line.</exception>
    public static Task<ComposeProject> LoadAsync(string path, ComposeFileOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        return LoadAsync([path], options, cancellationToken);
    }

    /// <summary>Loads a compose file from a stream, which stays open. Findings call it <c>compose.yaml</c>.</summary>
    /// <param name="stream">UTF-8 text, from the stream's position to its end.</param>
    /// <param name="options">As for <see cref="Parse(string, ComposeFileOptions?)"/>.</param>
    /// <param name="cancellationToken">Ends the loading early.</param>
    /// <exception cref="ComposeFileException">The text cannot be used; the exception holds every error with its line.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static async Task<ComposeProject> LoadAsync(Stream stream, ComposeFileOptions? options = null, CancellationToken cancellationToken = default)
    {
        ComposeFileResult result = await TryLoadAsync(stream, options, cancellationToken).ConfigureAwait(false);
        return result.Project ?? throw new ComposeFileException(result.Diagnostics);
    }

    /// <summary>Loads compose files, each merged over those before it.</summary>
    /// <param name="paths">The files, as in <see cref="TryLoadAsync(ImmutableArray{string}, ComposeFileOptions?, CancellationToken)"/>.</param>
    /// <param name="options">Null takes all defaults.</param>
    /// <param name="cancellationToken">Ends the loading early.</param>
    /// <remarks>Warnings, such as a variable that is not set, are only in the result of <see cref="TryLoadAsync(ImmutableArray{string}, ComposeFileOptions?, CancellationToken)"/>.</remarks>
    /// <exception cref="ComposeFileException">The files cannot be used; the exception holds every error with its line.</exception>
    public static async Task<ComposeProject> LoadAsync(ImmutableArray<string> paths, ComposeFileOptions? options = null, CancellationToken cancellationToken = default)
    {
        ComposeFileResult result = await TryLoadAsync(paths, options, cancellationToken).ConfigureAwait(false);
        return result.Project ?? throw new ComposeFileException(result.Diagnostics);
    }

    /// <summary>Loads one compose file, and returns all findings in place of throwing.</summary>
    /// <param name="path">The file; a relative path starts from the current folder.</param>
    /// <param name="options">Null takes all defaults.</param>
    /// <param name="cancellationToken">Ends the loading early.</param>
    public static Task<ComposeFileResult> TryLoadAsync(string path, ComposeFileOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        return TryLoadAsync([path], options, cancellationToken);
    }

    /// <summary>Loads compose files, each merged over those before it, and returns all findings in place of throwing.</summary>
    /// <param name="paths">
    /// The files; relative paths start from the current folder, and the folder of the first file is the project's. <c>-</c> is standard
    /// input. Empty takes <c>COMPOSE_FILE</c>, or discovers them as docker compose does: in the current folder, then its parents, with
    /// the override file beside the one found.
    /// </param>
    /// <param name="options">Null takes all defaults.</param>
    /// <param name="cancellationToken">Ends the loading early.</param>
    public static Task<ComposeFileResult> TryLoadAsync(ImmutableArray<string> paths, ComposeFileOptions? options = null, CancellationToken cancellationToken = default) =>
        new ProjectLoader(options).LoadAsync(paths.IsDefault ? [] : paths, cancellationToken);

    /// <summary>Loads a compose file from a stream, which stays open, and returns all findings in place of throwing. Findings call it <c>compose.yaml</c>.</summary>
    /// <param name="stream">UTF-8 text, from the stream's position to its end.</param>
    /// <param name="options">As for <see cref="Parse(string, ComposeFileOptions?)"/>.</param>
    /// <param name="cancellationToken">Ends the loading early.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static Task<ComposeFileResult> TryLoadAsync(Stream stream, ComposeFileOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new ProjectLoader(options).LoadAsync(stream, cancellationToken);
    }

    /// <summary>Loads a project from text. Findings call it <c>compose.yaml</c>; relative paths start from the current folder unless a project folder is given.</summary>
    /// <param name="yaml">The text of one compose file.</param>
    /// <param name="options">Null takes all defaults; no <c>.env</c> is looked for unless a project folder is given.</param>
    public static ComposeFileResult Parse(string yaml, ComposeFileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        return new ProjectLoader(options).Parse(yaml);
    }

    /// <summary>Loads a project from several texts, each merged over those before it.</summary>
    /// <param name="texts">The compose files, at least one.</param>
    /// <param name="options">As for <see cref="Parse(string, ComposeFileOptions?)"/>.</param>
    /// <exception cref="ArgumentException">There is no text.</exception>
    public static ComposeFileResult Parse(ImmutableArray<ComposeFileText> texts, ComposeFileOptions? options = null) =>
        texts.IsDefaultOrEmpty ? throw new ArgumentException("There is no text to load. Give at least one.", nameof(texts)) : new ProjectLoader(options).Parse(texts);

    /// <summary>Merges compose files without putting variables in: what the files say together, and which variables they use.</summary>
    /// <param name="paths">The files, as in <see cref="TryLoadAsync(ImmutableArray{string}, ComposeFileOptions?, CancellationToken)"/>.</param>
    /// <param name="options">Null takes all defaults. Profiles, services and the check of consistency have no part in it.</param>
    /// <param name="cancellationToken">Ends the loading early.</param>
    public static Task<MergedComposeFile> MergeAsync(ImmutableArray<string> paths, ComposeFileOptions? options = null, CancellationToken cancellationToken = default) =>
        new ProjectLoader(options).MergeAsync(paths.IsDefault ? [] : paths, cancellationToken);

    /// <summary>Prints the services that run, and what they use, as canonical JSON, in the shape of <c>docker compose config --format json</c>.</summary>
    public static string ToJson(ComposeProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return JsonPrinter.Print(ProjectShape.Of(project, withNulls: true));
    }

    /// <summary>Prints the services that run, and what they use, as canonical YAML, which loads again to the same with the same profiles.</summary>
    public static string ToYaml(ComposeProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return YamlPrinter.Print(ProjectShape.Of(project, withNulls: false));
    }
}
