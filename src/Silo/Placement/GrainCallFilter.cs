using Microsoft.Extensions.DependencyInjection;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Placement;

/// <summary>
/// Makes the code of a grain run in its scope, wherever it goes on after an await. No call of a grain under the ledger runs without its
/// resources: an activation that came to be without asking the director takes them here.
/// </summary>
internal sealed class GrainCallFilter(IServiceProvider services) : IIncomingGrainCallFilter
{
    // Found at the first call: the silo makes its filters while it makes what the node's own services need.
    private GrainScopes? _scopes;
    private GrainLeases? _leases;

    private GrainScopes Scopes => _scopes ??= services.GetRequiredService<GrainScopes>();

    private GrainLeases Leases => _leases ??= services.GetRequiredService<GrainLeases>();

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is ISystemTarget)
        {
            await context.Invoke();
            return;
        }

        var activation = context.TargetContext;
        var own = Scopes.Of(activation);
        if (own is { Lease.IsTaken: false })
        {
            try
            {
                await Leases.TakeAsync(own.Lease);
            }
            catch (Exception exception)
            {
                activation.Deactivate(new DeactivationReason(DeactivationReasonCode.RuntimeRequested, exception, "Its node cannot give it the resources that it asks for."));
                throw;
            }
        }

        ExecutionScope.Current = own is not null ? own : Scopes.Job;
        await context.Invoke();
    }
}
