using Orleans.Ray.PlacementGroups;

namespace Orleans.Ray;

/// <summary>
/// Resources reserved together: bundles that are all there or none of them. Tasks and actors run in it with
/// <see cref="SchedulingStrategy.PlacementGroup"/>. Made by <see cref="Ray.CreatePlacementGroupAsync"/>; it can be an argument of a task, or
/// part of one. Ray's <c>PlacementGroup</c>.
/// </summary>
[GenerateSerializer, Immutable, Alias("ray.PlacementGroup")]
public sealed class PlacementGroup : IEquatable<PlacementGroup>
{
    [Id(0)]
    private readonly PlacementGroupId _id;

    [Id(1)]
    private readonly ResourceSet[] _bundles;

    [Id(2)]
    private readonly PlacementStrategy _strategy;

    [Id(3)]
    private readonly string? _name;

    internal PlacementGroup(GroupState state)
    {
        _id = state.Id;
        _bundles = state.Demands;
        _strategy = state.Strategy;
        _name = state.Name;
    }

    /// <summary>The group's id.</summary>
    public PlacementGroupId Id => _id;

    /// <summary>Its name; null where it has none.</summary>
    public string? Name => _name;

    /// <summary>What each bundle reserves, by resource name.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, double>> Bundles => [.. _bundles.Select(static bundle => bundle.ToDictionary())];

    /// <summary>How the bundles lie on the nodes.</summary>
    public PlacementStrategy Strategy => _strategy;

    /// <summary>Waits until all its bundles are reserved.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A task that is complete when the group is there. A task or actor that awaits it gives its CPU back meanwhile.</returns>
    /// <exception cref="PlacementGroupException">The group was removed, before or while this waited.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task ReadyAsync(CancellationToken cancellationToken = default) =>
        await GroupWaiting.WaitAsync(State, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);

    /// <summary>Waits for a while until all its bundles are reserved.</summary>
    /// <param name="timeout">How long; zero to look without waiting.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Whether the group is there.</returns>
    /// <exception cref="PlacementGroupException">The group was removed, before or while this waited.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<bool> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        GroupWaiting.WaitAsync(State, Objects.Timeouts.Check(timeout), cancellationToken);

    /// <summary>Where the group stands, and what it waits for, in one line for people.</summary>
    public ValueTask<string> ExplainAsync() => new(State.Explain());

    /// <inheritdoc/>
    public bool Equals(PlacementGroup? other) => other is not null && other._id == _id;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PlacementGroup);

    /// <inheritdoc/>
    public override int GetHashCode() => _id.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => _name is null ? $"placement group {_id}" : $"placement group '{_name}' ({_id})";

    internal int BundleCount => _bundles.Length;

    internal ResourceSet[] Demands => _bundles;

    internal GroupState State => Ray.CurrentScope.Node.PlacementGroups.Find(this);
}
