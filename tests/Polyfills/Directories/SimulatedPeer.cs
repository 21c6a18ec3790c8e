using Orleans.Runtime;

namespace Orleans.Polyfills.Directories;

/// <summary>One silo's way to another's directory, on which messages are late, lost or doubled.</summary>
internal sealed class SimulatedPeer(SimulatedCluster cluster, SimulatedSilo from, SiloAddress to) : IDirectoryTarget
{
    public ValueTask<DirectoryReply> Register(GrainAddress address, GrainAddress? previous, MembershipVersion version) =>
        SendAsync(target => target.Register(address, previous, version));

    public ValueTask<DirectoryReply> Lookup(GrainId grainId, MembershipVersion version) => SendAsync(target => target.Lookup(grainId, version));

    public ValueTask<DirectoryReply> Unregister(GrainAddress address, MembershipVersion version) => SendAsync(target => target.Unregister(address, version));

    public ValueTask<RegistrationPage> ListRegistered(DirectoryGain gain, uint fromHash) => SendAsync(target => target.ListRegistered(gain, fromHash));

    public async ValueTask EndDuplicates(List<GrainAddress> duplicates) => await SendAsync(async target =>
    {
        await target.EndDuplicates(duplicates);
        return true;
    });

    private async ValueTask<T> SendAsync<T>(Func<IDirectoryTarget, ValueTask<T>> call)
    {
        await cluster.DelayAsync();
        if (from.IsGoneFromNetwork || cluster.Find(to) is not { } target)
        {
            throw new OrleansMessageRejectionException($"Silo {to} could not be reached.");
        }

        if (cluster.Chance(cluster.Loss))
        {
            throw new TimeoutException("The request was lost.");
        }

        if (cluster.Chance(cluster.Duplication))
        {
            _ = RepeatAsync(target, call);
        }

        var result = await call(target.Directory);
        await cluster.DelayAsync();
        return target.IsGoneFromNetwork ? throw new SiloUnavailableException($"Silo {to} is dead.")
            : cluster.Chance(cluster.Loss) ? throw new TimeoutException("The response was lost.")
            : result;
    }

    private async Task RepeatAsync<T>(SimulatedSilo target, Func<IDirectoryTarget, ValueTask<T>> call)
    {
        await cluster.DelayAsync();
        await cluster.IgnoringFailuresAsync(async () => await call(target.Directory));
    }
}
