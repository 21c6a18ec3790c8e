using Orleans.Ray.Generators.Models;
using Orleans.Ray.Generators.Parsing;

namespace Orleans.Ray.Generators.Emitting;

/// <summary>One way to call a stub: which parameters take the value itself instead of an <c>Arg&lt;T&gt;</c>.</summary>
/// <remarks>
/// Of the overloads that a call fits, C# takes the one with the highest priority. So the sets of parameters by value are closed under union:
/// where two fit, so does the one that has both, and it is preferred.
/// </remarks>
/// <param name="ByValue">For each parameter, whether it takes the value.</param>
/// <param name="ExpandsParams">Whether a last array takes its items.</param>
/// <param name="Priority">Which overload C# prefers where several apply.</param>
internal sealed record StubOverload(IReadOnlyList<bool> ByValue, bool ExpandsParams, int Priority)
{
    // Every combination up to here; beyond, none, all, and all interfaces, each with all or none of those that only literals need.
    private const int MaxCombined = 3;

    public static IEnumerable<StubOverload> Of(StubSignature signature)
    {
        if (signature.IsOverloaded && CanChooseByValue(signature))
        {
            // Among these C# chooses as among the user's own methods.
            return [new StubOverload(new bool[signature.Parameters.Count], false, 0), new StubOverload([.. signature.Parameters.Select(static _ => true)], false, 1)];
        }

        var parameters = signature.Parameters;
        var overloads = Combine(signature).Select(byValue => Create(signature, byValue, expandsParams: false));

        // Among overloads the items of one could be mistaken for the arguments of another. And this one takes no options, which may have to
        // say how many returns there are.
        var hasParams = parameters.Count > 0 && parameters[parameters.Count - 1] is { Form: ParameterForm.Params, Default: null };
        return hasParams && !signature.IsOverloaded && signature.Several?.ItemType is null
            ? overloads.Append(Create(signature, Choices(signature, ParameterForm.Literal, ParameterForm.Interface, ParameterForm.Object), expandsParams: true))
            : overloads;
    }

    // A reference must not be taken for a value, and a default must be one that a parameter can have.
    private static bool CanChooseByValue(StubSignature signature) =>
        signature.Parameters.Count > 0
        && signature.TypeParameters.Count == 0
        && signature.Parameters.All(static parameter => parameter.Form is not (ParameterForm.Object or ParameterForm.Open)
            && (parameter.Default is null || DefaultValues.IsConstant(parameter.Default)));

    private static IEnumerable<int[]> Combine(StubSignature signature)
    {
        var all = Choices(signature, ParameterForm.Literal, ParameterForm.Interface, ParameterForm.Object);
        if (all.Length <= MaxCombined)
        {
            return Subsets(all);
        }

        var literals = Choices(signature, ParameterForm.Literal);
        var needed = Choices(signature, ParameterForm.Interface, ParameterForm.Object);
        var interfaces = Choices(signature, ParameterForm.Interface);
        var sets = needed.Length <= MaxCombined ? Subsets(needed)
            : interfaces.Length == 0 || interfaces.Length == needed.Length ? [[], needed]
            : [[], interfaces, needed];
        return literals.Length == 0 ? sets : sets.SelectMany(set => new[] { set, [.. set, .. literals] });
    }

    private static int[] Choices(StubSignature signature, params ParameterForm[] forms) =>
        [.. Enumerable.Range(0, signature.Parameters.Count).Where(i => forms.Contains(signature.Parameters[i].Form))];

    private static IEnumerable<int[]> Subsets(int[] choices) =>
        Enumerable.Range(0, 1 << choices.Length).Select(combination => choices.Where((_, bit) => (combination & (1 << bit)) != 0).ToArray());

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
    private static int PriorityOf(ParameterForm form, bool isOverloaded) => form != ParameterForm.Object && !isOverloaded ? 1 : -1;
}
