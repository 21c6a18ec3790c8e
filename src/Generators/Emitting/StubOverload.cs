using Orleans.Ray.Generators.Models;

namespace Orleans.Ray.Generators.Emitting;

/// <summary>One way to call a stub: which parameters take the value itself instead of an <c>Arg&lt;T&gt;</c>.</summary>
/// <param name="ByValue">For each parameter, whether it takes the value.</param>
/// <param name="ExpandsParams">Whether a last array takes its items.</param>
/// <param name="Priority">Which overload C# prefers where several apply.</param>
internal sealed record StubOverload(IReadOnlyList<bool> ByValue, bool ExpandsParams, int Priority)
{
    // Every combination up to here; beyond, none, all, and all interfaces.
    private const int MaxCombined = 3;

    public static IEnumerable<StubOverload> Of(StubSignature signature)
    {
        var parameters = signature.Parameters;
        var choices = Enumerable.Range(0, parameters.Count).Where(i => parameters[i].Form is ParameterForm.Interface or ParameterForm.Object).ToArray();
        var overloads = Combine(choices, signature).Select(byValue => Create(signature, byValue, expandsParams: false));

        // Among overloads the items of one could be mistaken for the arguments of another. And this one takes no options, which may have to
        // say how many returns there are.
        var hasParams = parameters.Count > 0 && parameters[parameters.Count - 1] is { Form: ParameterForm.Params, Default: null };
        return hasParams && !signature.IsOverloaded && signature.Several?.ItemType is null ? overloads.Append(Create(signature, choices, expandsParams: true)) : overloads;
    }

    private static IEnumerable<int[]> Combine(int[] choices, StubSignature signature)
    {
        if (choices.Length <= MaxCombined)
        {
            return Enumerable.Range(0, 1 << choices.Length)
                .Select(combination => choices.Where((_, bit) => (combination & (1 << bit)) != 0).ToArray());
        }

        var interfaces = choices.Where(i => signature.Parameters[i].Form == ParameterForm.Interface).ToArray();
        return interfaces.Length == 0 || interfaces.Length == choices.Length ? [[], choices] : [[], interfaces, choices];
    }

    private static StubOverload Create(StubSignature signature, IEnumerable<int> byValue, bool expandsParams)
    {
        var taken = new bool[signature.Parameters.Count];
        var priority = 0;
        foreach (var index in byValue)
        {
            taken[index] = true;
            priority += PriorityOf(signature.Parameters[index].Form, signature.IsOverloaded);
        }

        return new StubOverload(taken, expandsParams, priority);
    }

    // Among overloads of the user's own, a preferred one could win a call that another fits better.
    private static int PriorityOf(ParameterForm form, bool isOverloaded) => form == ParameterForm.Interface && !isOverloaded ? 1 : -1;
}
