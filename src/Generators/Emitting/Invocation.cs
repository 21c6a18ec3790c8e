using Orleans.Ray.Generators.Models;

namespace Orleans.Ray.Generators.Emitting;

/// <summary>The names in one generated invocation class.</summary>
internal sealed class Invocation
{
    // What these classes have of their own, override or call.
    private static readonly string[] MemberNames =
    [
        "Construct", "Create", "Descriptor", "Equals", "Finalize", "GetHashCode", "GetType", "Invoke", "InvokeAsync", "MemberwiseClone",
        "Method", "MethodName", "NumReturns", "ReferenceEquals", "Resolve", "Submit", "SubmitStream", "TakesToken", "ToString", "VisitArguments", "s_descriptor",
    ];

    public Invocation(string className, StubSignature signature)
    {
        ClassName = className;
        var names = new NameAllocator([.. MemberNames, .. signature.TypeParameters, className]);
        Fields = [.. signature.Parameters.Select(parameter => names.Take(Identifiers.ToPascalCase(parameter.Name)))];
    }

    public string ClassName { get; }

    /// <summary>The field of each argument.</summary>
    public IReadOnlyList<string> Fields { get; }
}
