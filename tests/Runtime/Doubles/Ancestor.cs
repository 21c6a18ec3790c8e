namespace Orleans.Ray.Tests.Doubles;

/// <summary>A plain base class.</summary>
internal abstract class Ancestor
{
    public string FromBase() => "base";

    public virtual string Overridden() => "base";
}
