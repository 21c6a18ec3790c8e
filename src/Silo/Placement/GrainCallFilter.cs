using Orleans.Ray.Tasks;

namespace Orleans.Ray.Placement;

/// <summary>
/// Makes the code of a grain run in its scope, wherever it goes on after an await. No call of a grain under the ledger runs without its
/// resources: an activation that came to be without asking the director takes them here.
/// </summary>
internal sealed class GrainCallFilter(GrainScopes scopes, GrainLeases leases) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is ISystemTarget)
        {
            await context.Invoke();
            return;
        }

        var activation = context.TargetContext;
        var own = scopes.Of(activation);
        if (own is { Lease.IsTaken: false })
        {
            try
            {
                await leases.TakeAsync(own.Lease);
            }
            catch (Exception exception)
            {
                activation.Deactivate(new DeactivationReason(DeactivationReasonCode.RuntimeRequested, exception, "Its node cannot give it the resources that it asks for."));
                throw;
            }
        }

        ExecutionScope.Current = own is not null ? own : scopes.Job;
        await context.Invoke();
    }
}
