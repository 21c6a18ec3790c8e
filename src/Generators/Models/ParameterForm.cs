namespace Orleans.Ray.Generators.Models;

/// <summary>Which values convert to the parameter's <c>Arg&lt;T&gt;</c> by themselves.</summary>
internal enum ParameterForm
{
    /// <summary>All do.</summary>
    Plain,

    /// <summary>All do. The type is a type parameter, which may stand for one of which references are values, too.</summary>
    Open,

    /// <summary>Values do, but not what gets its type from where it stands: null, <c>[1, 2]</c>, <c>new()</c>, nor what an operator of the type converts. An overload takes the value and comes first.</summary>
    Literal,

    /// <summary>A value whose static type is an interface does not, nor does null: an overload takes the value and comes first.</summary>
    Interface,

    /// <summary>All but values whose static type is an interface do: an overload takes those, and comes last, since it would take references too.</summary>
    Object,

    /// <summary>The array does; an overload takes its items.</summary>
    Params,
}
