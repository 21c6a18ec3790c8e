using Orleans.Ray.Generators.Models;

namespace Orleans.Ray.Generators.Emitting;

/// <summary>Writes the classes that hand the elements of a tuple to objects of their own.</summary>
internal static class ReturnsWriter
{
    public static void Write(CodeWriter writer, StubSignature signature, SeveralReturns several, string className)
    {
        if (signature.Obsolete is not null)
        {
            writer.Line(signature.Obsolete);
        }

        writer.Line($"private sealed class {className}{signature.TypeParameterList} : {RuntimeNames.CodeGeneration}TupleReturns<{signature.Result}>");
        foreach (var constraint in signature.Constraints)
        {
            writer.Indented(constraint);
        }

        writer.Open();
        for (var i = 1; i <= several.Elements.Count; i++)
        {
            writer.Line($"private readonly {RuntimeNames.CodeGeneration}Return<{several.Elements[i - 1].Type}> _item{i} = new();");
        }

        writer.Blank();
        writer.Line($"internal {References(several)} References => ({string.Join(", ", Enumerable.Range(1, several.Elements.Count).Select(i => $"_item{i}.Reference"))});");
        writer.Blank();
        writer.Open($"protected override void Visit(ref {RuntimeNames.CodeGeneration}ReturnVisitor visitor, {signature.Result} value)");
        for (var i = 1; i <= several.Elements.Count; i++)
        {
            writer.Line($"visitor.Visit(_item{i}, value.Item{i});");
        }

        writer.Close();
        writer.Close();
    }

    /// <summary>The type of a stub's result.</summary>
    public static string TypeOf(StubSignature signature) => signature.Several switch
    {
        null => $"{RuntimeNames.Api}{(signature.IsStream ? "ObjectRefStream" : "ObjectRef")}<{signature.Result}>",
        { ItemType: { } item } => $"{RuntimeNames.Api}ObjectRef<{item}>[]",
        var several => References(several),
    };

    private static string References(SeveralReturns several) =>
        $"({string.Join(", ", several.Elements.Select(element => $"{RuntimeNames.Api}ObjectRef<{element.Type}>{(element.Name is null ? string.Empty : $" {element.Name}")}"))})";
}
