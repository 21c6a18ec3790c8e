using System.ComponentModel;
using System.Runtime.CompilerServices;
using Orleans.Ray.Store;

namespace Orleans.Ray.CodeGeneration;

/// <summary>The objects for the elements of a tuple. Generated stubs derive one class per method.</summary>
/// <typeparam name="TTuple">The tuple.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TupleReturns<TTuple> : Returns<TTuple>
    where TTuple : struct, ITuple
{
    // The last of eight type arguments is a tuple of the rest.
    private static readonly bool HasNoLargePart = HasNone(typeof(TTuple));

    internal override int Count => default(TTuple).Length;

    internal override bool IsKeptWhole => HasNoLargePart;

    private static bool HasNone(Type tuple) => Array.TrueForAll(tuple.GetGenericArguments(), static part => part.IsValueType && typeof(ITuple).IsAssignableFrom(part) ? HasNone(part) : ValuePlans.Find(part) is null);
}
