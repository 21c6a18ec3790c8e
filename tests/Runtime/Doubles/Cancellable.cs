namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor whose calls can be cancelled while they run.</summary>
[RayActor]
internal sealed partial class Cancellable
{
    private int _cancelled;

    public int Pass(string gate, CancellationToken cancellationToken)
    {
        try
        {
            Gate.Find(gate).Pass(cancellationToken);
            return 1;
        }
        catch (OperationCanceledException)
        {
            _cancelled++;
            throw;
        }
    }

    public async Task<int> PassAsync(string gate, CancellationToken cancellationToken)
    {
        try
        {
            await Gate.Find(gate).PassAsync(cancellationToken);
            return 1;
        }
        catch (OperationCanceledException)
        {
            _cancelled++;
            throw;
        }
    }

    public int Cancelled() => _cancelled;
}
