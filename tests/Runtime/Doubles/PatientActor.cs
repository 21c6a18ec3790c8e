namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that waits for objects, and takes no token.</summary>
[RayActor]
internal sealed partial class PatientActor
{
    private int _begun;
    private int _interrupted;

    public async Task<int> WaitAsync(List<ObjectRef<int>> references)
    {
        _begun++;
        try
        {
            return await references[0];
        }
        catch (OperationCanceledException)
        {
            _interrupted++;
            throw;
        }
    }

    public int Begun() => _begun;

    public int Interrupted() => _interrupted;
}
