namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that logs.</summary>
[RayActor]
internal sealed partial class Scribe
{
    public int Log(string message)
    {
        ScopeLog.Write(message);
        return 1;
    }
}
