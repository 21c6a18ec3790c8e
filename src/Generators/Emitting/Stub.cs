namespace Orleans.Ray.Generators.Emitting;

/// <summary>What distinguishes the stubs of tasks, actor calls and constructors.</summary>
/// <param name="Modifiers">The stub's modifiers.</param>
/// <param name="ReturnType">What it returns.</param>
/// <param name="OptionsType">The type of its options; null where it takes none.</param>
/// <param name="Submit">Writes its body, from the creation of the invocation and the options.</param>
internal sealed record Stub(string Modifiers, string ReturnType, string? OptionsType, Func<string, string, string> Submit);
