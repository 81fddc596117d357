namespace Compose.Net.Execution;

/// <summary>Copies files between this machine and a container, by the rules of the docker command.</summary>
internal sealed class ContainerFiles(IEngineStreams engine, ProjectContainer container)
{
    public async Task CopyFromAsync(string source, string target, bool followLinks, CancellationToken cancellationToken)
    {
        (string path, PathStat stat) = await FindAsync(source, followLinks, cancellationToken).ConfigureAwait(false);
        string full = Path.GetFullPath(target);
        string local = full.Replace(Path.DirectorySeparatorChar, '/');
        PathStat? there = Directory.Exists(full) ? new PathStat(true, "") : File.Exists(full) ? new PathStat(false, "") : null;
        CopyTarget place = CopyTarget.Of(source, stat.IsFolder, target.EndsWith('/') && there is null ? local + "/" : local, there);

        // A link that was followed keeps its own name.
        if (place.Name is null && path != source && !CopyTarget.IsContent(source))
            place = place with { Name = source.TrimEnd('/')[(source.TrimEnd('/').LastIndexOf('/') + 1)..] };
        var unpacking = new TarUnpacking(place, CopyTarget.IsContent(source));
        await engine.ReadArchiveAsync(container, path, unpacking.ReadAsync, cancellationToken).ConfigureAwait(false);
    }

    public async Task CopyFromAsync(string source, Stream archive, bool followLinks, CancellationToken cancellationToken)
    {
        (string path, _) = await FindAsync(source, followLinks, cancellationToken).ConfigureAwait(false);
        await engine.ReadArchiveAsync(container, path, (stream, token) => stream.CopyToAsync(archive, token), cancellationToken).ConfigureAwait(false);
    }

    public async Task CopyToAsync(string source, string target, CopyOptions options, CancellationToken cancellationToken)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source));
        if (options.FollowLinks)
            full = EndOf(full) ?? throw CopyTarget.Refused($"The link \"{source}\" leads in a circle. Name what it was to lead to, or copy the link itself.");
        bool isLink = new FileInfo(full).LinkTarget is not null;
        bool isFolder = Directory.Exists(full) && (!isLink || source.EndsWith('/') || CopyTarget.IsContent(source));
        if (!isFolder && !isLink && !File.Exists(full))
            throw CopyTarget.Refused($"There is no file or folder \"{source}\" to copy.");

        // "link/" and "link/." mean the folder, whether links are followed or not.
        if (isFolder && isLink)
            full = EndOf(full) ?? full;
        (string path, PathStat? stat) = await FindTargetAsync(target, cancellationToken).ConfigureAwait(false);
        CopyTarget place = CopyTarget.Of(source, isFolder, path, stat);
        string own = CopyTarget.IsContent(source) ? "" : Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(source)));
        await engine.WriteArchiveAsync(container, place.Folder, (stream, token) => TarPacking.WriteAsync(full, place.Name ?? own, stream, token), options.KeepOwner, cancellationToken).ConfigureAwait(false);
    }

    public async Task CopyToAsync(Stream archive, string target, CopyOptions options, CancellationToken cancellationToken)
    {
        (string path, PathStat? stat) = await FindTargetAsync(target, cancellationToken).ConfigureAwait(false);
        if (stat is not { IsFolder: true })
            throw CopyTarget.Refused($"An archive can only be unpacked into a folder, and \"{target}\" in container \"{container.Name}\" is none.");

        await engine.WriteArchiveAsync(container, path, (stream, token) => archive.CopyToAsync(stream, token), options.KeepOwner, cancellationToken).ConfigureAwait(false);
    }

    private async Task<(string Path, PathStat Stat)> FindAsync(string source, bool followLinks, CancellationToken cancellationToken)
    {
        PathStat? stat = await engine.StatAsync(container, source, cancellationToken).ConfigureAwait(false);
        string path = source;
        if (followLinks && stat is { LinkTarget.Length: > 0 })
        {
            path = Beside(source, stat.LinkTarget);
            stat = await engine.StatAsync(container, path, cancellationToken).ConfigureAwait(false);
        }

        return (path, stat ?? throw CopyTarget.Refused($"Container \"{container.Name}\" has no file or folder \"{path}\"."));
    }

    private async Task<(string Path, PathStat? Stat)> FindTargetAsync(string target, CancellationToken cancellationToken)
    {
        PathStat? stat = await engine.StatAsync(container, target, cancellationToken).ConfigureAwait(false);
        if (stat is not { LinkTarget.Length: > 0 })
            return (target, stat);

        string path = Beside(target, stat.LinkTarget);
        return (path, await engine.StatAsync(container, path, cancellationToken).ConfigureAwait(false));
    }

    // Where a link leads to in the end, or the path itself where it is none; null for a circle.
    private static string? EndOf(string path)
    {
        try
        {
            return new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        }
        catch (IOException) when (new FileInfo(path).LinkTarget is not null)
        {
            return null;
        }
    }

    // The container's paths have slashes, whatever this machine has.
    private static string Beside(string link, string target)
    {
        string whole = link.TrimEnd('/');
        return target.StartsWith('/') ? target : whole[..(whole.LastIndexOf('/') + 1)] + target;
    }
}
