namespace Orleans.Ray.Tests.Races;

internal sealed record DeliveredCall(int Caller, int Number, ObjectRef<int> Result)
{
    public bool WasCancelled { get; set; }
}
