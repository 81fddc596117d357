namespace Compose.Net.Planning;

/// <summary>Those who write the steps of a plan, wired to each other.</summary>
internal sealed class Planners
{
    private readonly ReconcileContext _context;
    private readonly ContainerSteps _containers;

    public Planners(ReconcileContext context)
    {
        _context = context;
        _containers = new ContainerSteps(context);
        Networks = new NetworkPlanner(context, _containers);
        Volumes = new VolumePlanner(context, _containers);
        Images = new ImagePlanner(context, _containers);
        Services = new ServicePlanner(context, _containers, Networks, Volumes, Images);
    }

    public NetworkPlanner Networks { get; }

    public VolumePlanner Volumes { get; }

    public ImagePlanner Images { get; }

    public ServicePlanner Services { get; }

    /// <summary>Finds addresses and names that others hold. What the plan takes away is theirs no more, so this comes when its steps are written.</summary>
    public void CheckOthers()
    {
        TakenAddressCheck.Check(_context, Networks, _containers);
        SharedNameCheck.Check(_context, _containers);
    }
}
