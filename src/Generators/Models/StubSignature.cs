namespace Orleans.Ray.Generators.Models;

/// <summary>A method or constructor, as its stub and its invocation need it.</summary>
/// <param name="Name">The method's name, as people write it.</param>
/// <param name="TypeParameters">The names of its type parameters.</param>
/// <param name="Constraints">Their constraints, one clause each.</param>
/// <param name="Parameters">Its parameters, without the token.</param>
/// <param name="OptionsName">What the stub calls its options; null where it takes none.</param>
/// <param name="TakesToken">Whether its last parameter is a cancellation token.</param>
/// <param name="Returns">How it returns.</param>
/// <param name="Result">The type of the object that the call results in, or of each of its items.</param>
/// <param name="Several">How the result becomes several objects; null where it is one.</param>
/// <param name="IsOverloaded">Whether stubs of other methods have the same name.</param>
/// <param name="Obsolete">Its <c>[Obsolete]</c>, repeated where generated code uses it.</param>
/// <param name="Documentation">The lines of its XML documentation.</param>
internal sealed record StubSignature(
    string Name,
    EquatableArray<string> TypeParameters,
    EquatableArray<string> Constraints,
    EquatableArray<StubParameter> Parameters,
    string? OptionsName,
    bool TakesToken,
    ReturnShape Returns,
    string Result,
    SeveralReturns? Several,
    bool IsOverloaded,
    string? Obsolete,
    EquatableArray<string> Documentation)
{
    /// <summary>Whether the method may await, so that calls of it interleave.</summary>
    public bool IsAsync => Returns >= ReturnShape.Task && Returns != ReturnShape.Items;

    /// <summary>Whether the method hands out its items one by one, each of which is an object.</summary>
    public bool IsStream => Returns >= ReturnShape.Items;

    /// <summary><c>&lt;T, U&gt;</c>, or nothing.</summary>
    public string TypeParameterList => TypeParameters.Count == 0 ? string.Empty : $"<{string.Join(", ", TypeParameters)}>";
}
