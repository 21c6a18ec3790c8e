namespace Orleans.Ray.Generators.Models;

/// <summary>What one parameter of a stub's overload takes.</summary>
internal enum Taking
{
    /// <summary>An <c>Arg&lt;T&gt;</c>: either.</summary>
    Either,

    /// <summary>The value.</summary>
    Value,

    /// <summary>An <c>ObjectRef&lt;T&gt;</c>.</summary>
    Reference,
}
