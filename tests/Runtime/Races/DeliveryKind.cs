namespace Orleans.Ray.Tests.Races;

public enum DeliveryKind
{
    Plain,
    Slow,
    Failing,
    Cancel,
    Restart,
}
