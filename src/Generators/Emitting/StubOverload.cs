using Orleans.Ray.Generators.Models;
using Orleans.Ray.Generators.Parsing;

namespace Orleans.Ray.Generators.Emitting;

/// <summary>One way to call a stub: which parameters take the value itself, or a reference, instead of an <c>Arg&lt;T&gt;</c>.</summary>
/// <remarks>
/// <para>
/// Of the overloads that a call fits, C# takes the one with the highest priority. So the sets of parameters by value are closed under union:
/// where two fit, so does the one that has both, and it is preferred.
/// </para>
/// <para>
/// C# does not infer <c>T</c> through the conversions of an <c>Arg&lt;T&gt;</c>. So a generic method has overloads that take values and references as such. A reference fits
/// <c>T</c> as well as <c>ObjectRef&lt;T&gt;</c>; of two overloads with equal priority C# takes the more specific one, which is the latter.
/// </para>
/// </remarks>
/// <param name="Takes">What each parameter takes.</param>
/// <param name="ExpandsParams">Whether a last array takes its items.</param>
/// <param name="Priority">Which overload C# prefers where several apply.</param>
internal sealed record StubOverload(IReadOnlyList<Taking> Takes, bool ExpandsParams, int Priority)
{
    // Every combination up to here; beyond, none, all, and all interfaces, each with all or none of those that only literals need.
    private const int MaxCombined = 3;

    public static IEnumerable<StubOverload> Of(StubSignature signature)
    {
        if (signature.IsOverloaded && CanChooseByValue(signature))
        {
            // Among these C# chooses as among the user's own methods.
            return [Create(signature, [], priority: 0), Create(signature, Enumerable.Range(0, signature.Parameters.Count), priority: 1)];
        }

        var parameters = signature.Parameters;
        var overloads = Combine(signature).Select(byValue => Create(signature, byValue)).Concat(Inferring(signature));

        // Among overloads the items of one could be mistaken for the arguments of another. And this one takes no options, which may have to
        // say how many returns there are.
        var hasParams = parameters.Count > 0 && parameters[parameters.Count - 1] is { Form: ParameterForm.Params, Default: null };
        return hasParams && !signature.IsOverloaded && signature.Several?.ItemType is null
            ? overloads.Append(Create(signature, Choices(signature, ParameterForm.Literal, ParameterForm.Interface, ParameterForm.Object)) with { ExpandsParams = true })
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

    /// <summary>The overloads from whose arguments C# infers the types: each such parameter by value or by reference, the others as they are or all by value.</summary>
    private static IEnumerable<StubOverload> Inferring(StubSignature signature)
    {
        var inferring = Enumerable.Range(0, signature.Parameters.Count).Where(i => signature.Parameters[i].InfersTypes).ToArray();

        // Left out, an optional one would fit all of them alike.
        if (inferring.Length == 0 || inferring.Any(i => signature.Parameters[i].Default is not null))
        {
            yield break;
        }

        var others = Choices(signature, ParameterForm.Literal, ParameterForm.Interface, ParameterForm.Object).Except(inferring).ToArray();
        int[][] rests = others.Length == 0 ? [[]] : [[], others];

        // Those that are written already: all by value, none of which is a bare type parameter.
        var known = new HashSet<string>(Combine(signature).Select(byValue => string.Join(",", Create(signature, byValue).Takes)), StringComparer.Ordinal);
        foreach (var byValue in inferring.Length <= MaxCombined ? Subsets(inferring) : [[], inferring])
        {
            foreach (var rest in rests)
            {
                var overload = Create(signature, [.. byValue, .. rest], byReference: inferring.Except(byValue));
                if (known.Add(string.Join(",", overload.Takes)))
                {
                    yield return signature.IsOverloaded ? overload with { Priority = -1 } : overload;
                }
            }
        }
    }

    private static int[] Choices(StubSignature signature, params ParameterForm[] forms) =>
        [.. Enumerable.Range(0, signature.Parameters.Count).Where(i => forms.Contains(signature.Parameters[i].Form))];

    private static IEnumerable<int[]> Subsets(int[] choices) =>
        Enumerable.Range(0, 1 << choices.Length).Select(combination => choices.Where((_, bit) => (combination & (1 << bit)) != 0).ToArray());

    private static StubOverload Create(StubSignature signature, IEnumerable<int> byValue, IEnumerable<int>? byReference = null, int? priority = null)
    {
        var taken = new Taking[signature.Parameters.Count];
        var sum = 0;
        foreach (var index in byValue)
        {
            taken[index] = Taking.Value;
            sum += PriorityOf(signature.Parameters[index].Form, signature.IsOverloaded);
        }

        foreach (var index in byReference ?? [])
        {
            taken[index] = Taking.Reference;
        }

        return new StubOverload(taken, false, priority ?? sum);
    }

    // Among overloads of the user's own, a preferred one could win a call that another fits better. And a bare type parameter takes references for values.
    private static int PriorityOf(ParameterForm form, bool isOverloaded) =>
        form is ParameterForm.Open or ParameterForm.Params ? 0
        : form != ParameterForm.Object && !isOverloaded ? 1 : -1;
}
