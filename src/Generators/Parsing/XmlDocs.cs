using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Orleans.Ray.Generators.Models;

namespace Orleans.Ray.Generators.Parsing;

/// <summary>Carries a method's XML documentation over to its stub.</summary>
internal static class XmlDocs
{
    /// <summary>The lines of the stub's documentation.</summary>
    /// <param name="method">The method or constructor.</param>
    /// <param name="kind">What the stub does.</param>
    /// <param name="title">What people call the method.</param>
    /// <param name="parameters">The names of the stub's parameters.</param>
    /// <param name="optionsName">What the stub calls its options.</param>
    public static EquatableArray<string> Of(IMethodSymbol method, StubKind kind, string title, IReadOnlyCollection<string> parameters, string? optionsName)
    {
        var elements = new List<string>();
        foreach (var element in ReadElements(method))
        {
            if (Keep(element, kind, parameters))
            {
                elements.Add(Write(element, method));
            }
        }

        if (!elements.Any(element => element.StartsWith("<summary", StringComparison.Ordinal) || element.StartsWith("<inheritdoc", StringComparison.Ordinal)))
        {
            elements.Insert(0, Summary(kind, title));
        }

        if (optionsName is not null)
        {
            var last = elements.FindLastIndex(IsBeforeOptions);
            elements.Insert(last + 1, $"<param name=\"{optionsName}\">What this {(kind == StubKind.Construction ? "actor" : "call")} overrides.</param>");
        }

        if (kind == StubKind.Construction)
        {
            elements.Add("<returns>A handle of the actor. Calls can be made at once; they run when the actor is there.</returns>");
        }

        return elements.SelectMany(Lines).ToEquatableArray();
    }

    private static IEnumerable<XElement> ReadElements(IMethodSymbol method)
    {
        var text = method.GetDocumentationCommentXml();
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        try
        {
            return XElement.Parse(text, LoadOptions.PreserveWhitespace).Elements();
        }
        catch (XmlException)
        {
            // The compiler has its own warning for a comment that is not well-formed.
            return [];
        }
    }

    // A class's own documentation describes its primary constructor too; what it says of the class stays there.
    private static bool Keep(XElement element, StubKind kind, IReadOnlyCollection<string> parameters) => element.Name.LocalName switch
    {
        "param" => parameters.Contains(element.Attribute("name")?.Value ?? string.Empty),
        "exception" => true,
        _ => kind != StubKind.Construction,
    };

    private static string Write(XElement element, IMethodSymbol method)
    {
        if (element.Name.LocalName == "inheritdoc" && element.Attribute("cref") is null)
        {
            element.SetAttributeValue("cref", method.OriginalDefinition.GetDocumentationCommentId());
        }

        return element.ToString(SaveOptions.DisableFormatting);
    }

    private static string Summary(StubKind kind, string title)
    {
        var name = new XElement("c", title).ToString();
        return kind switch
        {
            StubKind.Task => $"<summary>Submits {name} as a task.</summary>",
            StubKind.ActorCall => $"<summary>Calls {name}.</summary>",
            _ => $"<summary>Creates an actor of the class {name}.</summary>",
        };
    }

    private static bool IsBeforeOptions(string element) =>
        element.StartsWith("<summary", StringComparison.Ordinal)
        || element.StartsWith("<inheritdoc", StringComparison.Ordinal)
        || element.StartsWith("<typeparam ", StringComparison.Ordinal)
        || element.StartsWith("<param ", StringComparison.Ordinal);

    // The compiler hands the lines over with the indentation they have in the comment.
    private static IEnumerable<string> Lines(string element)
    {
        var lines = element.Replace("\r", string.Empty).Split('\n');
        var indents = lines.Skip(1).Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length);
        var indent = indents.DefaultIfEmpty(0).Min();
        for (var i = 0; i < lines.Length; i++)
        {
            yield return (i > 0 && lines[i].Length >= indent ? lines[i].Substring(indent) : lines[i]).TrimEnd();
        }
    }
}
