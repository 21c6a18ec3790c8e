using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Orleans.Ray.CodeGeneration;

/// <summary>The objects for the elements of a tuple. Generated stubs derive one class per method.</summary>
/// <typeparam name="TTuple">The tuple.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TupleReturns<TTuple> : Returns<TTuple>
    where TTuple : struct, ITuple
{
    internal override int Count => default(TTuple).Length;
}
