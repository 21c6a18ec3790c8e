namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor most of whose methods come from its base class, with their settings.</summary>
[RayActor]
internal sealed partial class Heir(string chronicle) : Testator(chronicle)
{
    public override string Tell() => "heir";
}
