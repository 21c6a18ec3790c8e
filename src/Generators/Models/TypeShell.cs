namespace Orleans.Ray.Generators.Models;

/// <summary>The partial type that generated code is added to, with the types around it.</summary>
/// <param name="Namespace">Its namespace; null for the global one.</param>
/// <param name="Declarations">How each type is declared again, from the outermost: <c>partial class Outer&lt;T&gt;</c>.</param>
/// <param name="FullName">The type, fully qualified.</param>
/// <param name="Name">The type's own name, as people write it.</param>
/// <param name="HintName">The start of the generated files' names.</param>
/// <param name="TypeParameters">The names of all type parameters in scope.</param>
internal sealed record TypeShell(
    string? Namespace,
    EquatableArray<string> Declarations,
    string FullName,
    string Name,
    string HintName,
    EquatableArray<string> TypeParameters);
