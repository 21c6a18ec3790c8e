namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor with a base class.</summary>
[RayActor]
internal sealed partial class Derived : Ancestor
{
    public override string Overridden() => "derived";
}
