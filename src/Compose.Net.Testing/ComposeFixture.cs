using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Compose.Net.Diagnostics;
using Compose.Net.Model;
using Xunit;

namespace Compose.Net.Testing;

/// <summary>
/// Brings a compose file up before the tests that share the fixture, and removes all of it after them. For class, collection and assembly fixtures of xUnit v3.
/// </summary>
/// <example>
/// <code>
/// public sealed class ShopFixture() : ComposeFixture("compose.yaml");
///
/// public sealed class Orders(ShopFixture shop) : IClassFixture&lt;ShopFixture&gt;
/// {
///     [Fact]
///     public async Task The_shop_answers()
///     {
///         using var http = new HttpClient { BaseAddress = shop.GetUri("api", 8080) };
/// </code>
/// </example>
/// <remarks>
/// <para>
/// Each fixture works on a copy of its own, named such as <c>shop-7f3a91c2</c>: copies in other processes, other target frameworks and left by crashed runs do not meet,
/// whatever the file pins. Container names, networks and volumes with names of their own get the copy's id behind them, every published port gets a free one, which
/// <see cref="GetEndpoint"/> tells, and networks get subnets where nothing is in the way. What all copies share is told as a diagnostic message: the host's network,
/// external networks and volumes, devices, folders of the host that can be written to.
/// </para>
/// <para>
/// What a run left behind that was killed is removed at the next start on the same machine, as long as that has not been started again, and by other machines,
/// and other containers of this one, after a day; images that it built stay. Those of a run that
/// ends go with it, unless <see cref="ComposeFixtureOptions.KeepImages"/> says otherwise.
/// </para>
/// <para>
/// Where the start fails, every test that uses the fixture fails with the reason, the last lines that the failing service logged among it,
/// and what was begun is removed.
/// </para>
/// </remarks>
public abstract class ComposeFixture : IAsyncLifetime
{
    private readonly TestProject _project;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Creates the fixture. Nothing is read or started before <see cref="InitializeAsync"/>.</summary>
    /// <param name="file">The compose file. A relative path is looked for in the test assembly's folder, then in the folders above it, which finds it in the folder of the test project without a copy.</param>
    /// <param name="overrides">Files that are merged over it, in this order, for example <c>compose.tests.yaml</c>.</param>
    protected ComposeFixture(string file, params string[] overrides)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        ArgumentNullException.ThrowIfNull(overrides);
        var options = new ComposeFixtureOptions();
        _project = new TestProject(Testing.ProjectName.Stem(GetType()), Testing.ProjectName.NewId(), [file, .. overrides], options, ConnectAsync, () => Time);
        Options = options;
    }

    /// <summary>The project's name, which no other fixture or run has.</summary>
    public string ProjectName => _project.Name;

    /// <summary>The copy of the project that is up.</summary>
    /// <exception cref="InvalidOperationException">The project is not up. After a failed start, the reason of the failure is thrown in its place.</exception>
    public ComposeProject Project => Started.Project;

    /// <summary>The client that brought the project up. The fixture disposes it.</summary>
    /// <exception cref="InvalidOperationException">The project is not up. After a failed start, the reason of the failure is thrown in its place.</exception>
    public ComposeClient Client => Started.Client;

    internal virtual TimeProvider Time => TimeProvider.System;

    private ComposeFixtureOptions Options { get; }

    private TestProject Started
    {
        get
        {
            _failure?.Throw();
            return _project;
        }
    }

    /// <summary>Returns where a service's port answers: on this machine or, with a remote engine, on the engine's.</summary>
    /// <param name="service">The service's name in the file.</param>
    /// <param name="port">The port inside the container.</param>
    /// <param name="index">The number of the replica, from 1 on; null takes the running one with the lowest number.</param>
    /// <param name="protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>; null takes TCP where the port is published over it, else another one.</param>
    /// <exception cref="ComposeException">The service has no running container, does not publish the port, or publishes it where this machine cannot reach it.</exception>
    /// <exception cref="InvalidOperationException">The project is not up. After a failed start, the reason of the failure is thrown in its place.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The index is below 1.</exception>
    public PublishedEndpoint GetEndpoint(string service, int port, int? index = null, string? protocol = null) => Started.GetEndpoint(service, port, index, protocol);

    /// <summary>Returns the address of a service's port, for example <c>http://127.0.0.1:32768/</c>.</summary>
    /// <inheritdoc cref="GetEndpoint" path="/exception"/>
    /// <param name="service">The service's name in the file.</param>
    /// <param name="port">The port inside the container.</param>
    /// <param name="scheme">The scheme, without <c>://</c>.</param>
    /// <param name="index">The number of the replica, from 1 on; null takes the running one with the lowest number.</param>
    public Uri GetUri(string service, int port, string scheme = "http", int? index = null) => GetEndpoint(service, port, index).ToUri(scheme);

    /// <summary>Looks at the engine again: a port that the engine chose is another one after its container was started again.</summary>
    /// <param name="cancellationToken">Ends the look early.</param>
    /// <exception cref="InvalidOperationException">The project is not up. After a failed start, the reason of the failure is thrown in its place.</exception>
    /// <exception cref="Execution.ComposeEngineException">The engine cannot be reached.</exception>
    public Task RefreshAsync(CancellationToken cancellationToken = default) => Started.RefreshAsync(cancellationToken);

    /// <summary>Brings the project up and waits until every service is healthy or, without a health check, running. The test framework calls it.</summary>
    /// <remarks>An override can prepare what the tests need, after it has awaited this method.</remarks>
    public virtual async ValueTask InitializeAsync()
    {
        try
        {
            Configure(Options);
            Tell(await _project.UpAsync(TestContext.Current.CancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
            await DownAfterAsync(exception).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Removes the project's containers, networks and volumes; containers of others are unplugged from its networks. The test framework calls it,
    /// whatever the tests came to.
    /// </summary>
    /// <exception cref="ComposeException">Something could not be removed, or not within <see cref="ComposeFixtureOptions.ShutdownTimeout"/>.</exception>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Tell(await _project.DownAsync().ConfigureAwait(false));
    }

    /// <summary>Sets options before the start, for example variables for the file: <c>options.Environment["TAG"] = "17"</c>.</summary>
    /// <param name="options">The defaults, to be changed in place.</param>
    protected virtual void Configure(ComposeFixtureOptions options)
    {
    }

    internal virtual Task<ComposeClient> ConnectAsync(ComposeClientOptions options, CancellationToken cancellationToken) => ComposeClient.ConnectAsync(options, cancellationToken);

    private static void Tell(ImmutableArray<Diagnostic> findings)
    {
        foreach (Diagnostic finding in findings)
        {
            TestContext.Current.SendDiagnosticMessage(finding.ToString());
        }
    }

    private async Task DownAfterAsync(Exception failure)
    {
        try
        {
            Tell(await _project.DownAsync().ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            throw new AggregateException($"Project \"{ProjectName}\" did not come up, and what was begun could not be removed.", failure, exception);
        }
    }
}
