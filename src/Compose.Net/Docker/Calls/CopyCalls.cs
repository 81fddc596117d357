using System.Formats.Tar;
using System.Text;
using Compose.Net.Planning;
using Docker.DotNet;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Calls;

/// <summary>Copies files into containers, running or not.</summary>
internal sealed class CopyCalls(DockerClient client)
{
    public async Task CopyAsync(CopyFiles operation, CancellationToken cancellationToken)
    {
        using MemoryStream archive = Archive(operation);
        await client.Containers.ExtractArchiveToContainerAsync(operation.Name, new Wire.CopyToContainerParameters { Path = "/" }, archive, cancellationToken).ConfigureAwait(false);
    }

    // The engine makes the folders that are missing, and leaves those that are there as they are.
    private static MemoryStream Archive(CopyFiles operation)
    {
        var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (CopiedFile file in operation.Files)
            {
                using var text = new MemoryStream(Encoding.UTF8.GetBytes(file.Text));
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, file.Path.TrimStart('/'))
                {
                    Uid = file.UserId,
                    Gid = file.GroupId,
                    Mode = (UnixFileMode)file.Mode,
                    DataStream = text,
                });
            }
        }

        stream.Position = 0;
        return stream;
    }
}
