using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Compose.Net.Diagnostics;

namespace Compose.Net.Execution.Locking;

/// <summary>
/// Lets one writer at a time change a project: across the processes of this user on this machine, by a locked file for each
/// engine and project. A killed process leaves no lock behind. Other users and other machines are not seen.
/// </summary>
internal sealed class ProjectLocks(ImmutableArray<string> folders, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Those of this user: with the application data or, where that cannot be written, with the temporary files.</summary>
    public static ProjectLocks OfThisUser { get; } = new(UserFolders(), TimeProvider.System);

    /// <summary>Keeps other writers out until the lock is disposed; false where one is at work.</summary>
    /// <param name="engine">What tells the engine from others.</param>
    /// <param name="project">The project's name.</param>
    /// <param name="taken">The lock; null where another writer has it.</param>
    /// <exception cref="ComposeConflictException">No folder can be written.</exception>
    public bool TryTake(string engine, string project, out LockFile? taken) => TryTakeFile(FileName(engine, project), project, out taken) is null;

    /// <summary>Waits until no other writer is at work, and keeps others out until the lock is disposed.</summary>
    /// <param name="engine">What tells the engine from others.</param>
    /// <param name="project">The project's name.</param>
    /// <param name="timeout">How long to wait at most; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <param name="progress">Hears of a wait when it begins, and when the writer that is waited for becomes another.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ComposeConflictException">The time is over, or no folder can be written.</exception>
    public async Task<LockFile> TakeAsync(string engine, string project, TimeSpan timeout, IProgress<ComposeEvent>? progress, CancellationToken cancellationToken)
    {
        string name = FileName(engine, project);
        long began = time.GetTimestamp();
        int? reported = null;
        while (true)
        {
            if (TryTakeFile(name, project, out LockFile? taken) is not { } path)
            {
                return taken!; // Without a path to wait at, it was taken.
            }

            int? owner = LockFile.ReadOwner(path);
            if (timeout != Timeout.InfiniteTimeSpan && time.GetElapsedTime(began) >= timeout)
            {
                throw new ComposeConflictException(
                    DiagnosticCodes.ProjectLocked,
                    $"Project \"{project}\" is still being changed by {(owner is null ? "another process" : $"process {owner}")} after a wait of {(Math.Round(timeout.TotalSeconds) == 1 ? "1 second" : $"{timeout.TotalSeconds:0} seconds")}. Nothing was changed. "
                    + "Try again when it has ended, or wait longer: --lock-timeout of the tool, LockTimeout of ComposeClientOptions.");
            }

            if (reported is null || (owner is not null && owner != reported))
            {
                reported = owner ?? 0;
                progress?.Report(new ProjectAwaited(project, owner));
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string FileName(string engine, string project) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{engine}\n{project}")))[..32] + ".lock";

    private static ImmutableArray<string> UserFolders()
    {
        string data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        string temporary = Path.Join(Path.GetTempPath(), $"compose-net-locks-{Environment.UserName}");
        return data.Length == 0 ? [temporary] : [Path.Join(data, "compose-net", "locks"), temporary];
    }

    /// <summary>Takes the lock and returns null, or returns the file that somebody else has.</summary>
    private string? TryTakeFile(string name, string project, out LockFile? taken)
    {
        Exception? failure = null;
        foreach (string folder in folders)
        {
            string path = Path.Join(folder, name);
            try
            {
                LockFolder.Make(folder);
                return LockFile.TryTake(path, out taken) ? null : path;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                failure ??= exception;
            }
        }

        throw new ComposeConflictException(
            DiagnosticCodes.LockUnusable,
            $"Project \"{project}\" cannot be kept from other writers, because no lock can be made in {string.Join(" or in ", folders.Select(folder => $"\"{folder}\""))}: {failure?.Message} Make one of these folders writable.",
            failure);
    }
}
