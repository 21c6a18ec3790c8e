using Microsoft.CodeAnalysis.CSharp;
using Orleans.Ray.Generators.Models;

namespace Orleans.Ray.Generators.Emitting;

internal static class DescriptorWriter
{
    /// <summary>The static field that holds the descriptor.</summary>
    /// <param name="type">The descriptor's type.</param>
    /// <param name="descriptor">What it says.</param>
    /// <param name="furtherArgument">What its constructor takes besides the name, with a comma.</param>
    public static string Write(string type, DescriptorModel descriptor, string furtherArgument = "")
    {
        var name = SymbolDisplay.FormatLiteral(descriptor.Name, quote: true);
        var settings = descriptor.Settings.Count == 0 ? string.Empty : $" {{ {string.Join(", ", descriptor.Settings)} }}";
        return Field(type, $"({name}{furtherArgument}){settings}");
    }

    /// <summary>The static field that holds the descriptor of an actor's method.</summary>
    public static string Write(ActorMethodModel method) => Field("ActorMethodDescriptor", $"() {{ {string.Join(", ", method.Settings)} }}");

    private static string Field(string type, string creation) =>
        $"private static readonly {RuntimeNames.CodeGeneration}{type} s_descriptor = new{creation};";
}
