using Orleans.Ray.Generators.Models;
using Orleans.Ray.Generators.Parsing;

namespace Orleans.Ray.Generators.Emitting;

/// <summary>Writes the methods that users call.</summary>
internal static class StubWriter
{
    public static void Write(CodeWriter writer, Stub stub, StubSignature signature, Invocation invocation)
    {
        foreach (var overload in StubOverload.Of(signature))
        {
            WriteHead(writer, signature, overload);
            WriteSignature(writer, $"{stub.Modifiers} {stub.ReturnType} {Identifiers.Escape(signature.Name)}{signature.TypeParameterList}", Parameters(stub, signature, overload));
            foreach (var constraint in signature.Constraints)
            {
                writer.Indented(constraint);
            }

            var options = overload.ExpandsParams ? "null" : signature.OptionsName ?? string.Empty;
            writer.Indented($"=> {stub.Submit(Creation(signature, overload, invocation), options)};");
            writer.Blank();
        }
    }

    private static void WriteHead(CodeWriter writer, StubSignature signature, StubOverload overload)
    {
        foreach (var line in signature.Documentation)
        {
            if (!overload.ExpandsParams || !line.StartsWith($"<param name=\"{signature.OptionsName}\">", StringComparison.Ordinal))
            {
                writer.Line($"/// {line}".TrimEnd());
            }
        }

        if (signature.Obsolete is not null)
        {
            writer.Line(signature.Obsolete);
        }

        if (overload.Priority != 0)
        {
            writer.Line($"[global::System.Runtime.CompilerServices.OverloadResolutionPriority({overload.Priority})]");
        }
    }

    // A reference to what is never null may go where null may be, as the value may: so such a parameter says nothing of null.
    private static void WriteSignature(CodeWriter writer, string head, List<(string Text, bool IsOblivious)> parameters)
    {
        if (!parameters.Exists(static parameter => parameter.IsOblivious))
        {
            writer.Line($"{head}({string.Join(", ", parameters.Select(static parameter => parameter.Text))})");
            return;
        }

        writer.Line($"{head}(");
        for (var i = 0; i < parameters.Count; i++)
        {
            var (text, isOblivious) = parameters[i];
            if (isOblivious)
            {
                writer.Line("#nullable disable annotations");
            }

            writer.Indented($"{text}{(i < parameters.Count - 1 ? "," : ")")}");
            if (isOblivious)
            {
                writer.Line("#nullable enable annotations");
            }
        }
    }

    private static List<(string Text, bool IsOblivious)> Parameters(Stub stub, StubSignature signature, StubOverload overload)
    {
        var written = new List<(string Text, bool IsOblivious)>();
        for (var i = 0; i < signature.Parameters.Count; i++)
        {
            var parameter = signature.Parameters[i];
            var name = Identifiers.Escape(parameter.Name);
            var type = overload.ExpandsParams && parameter.Form == ParameterForm.Params ? $"params {parameter.Type}"
                : overload.Takes[i] switch
                {
                    Taking.Value => parameter.Type,
                    Taking.Reference => $"{RuntimeNames.Api}ObjectRef<{parameter.WithoutAnnotations ?? parameter.Type}>",
                    _ => $"{RuntimeNames.Api}Arg<{parameter.WithoutAnnotations ?? parameter.Type}>",
                };

            // The overload for items is only there to have them; it needs everything before them.
            var isRequired = parameter.Default is null || overload.ExpandsParams;
            var fallback = overload.Takes[i] == Taking.Value && DefaultValues.IsConstant(parameter.Default) ? parameter.Default : "default";
            var isValue = overload.Takes[i] == Taking.Value || (overload.ExpandsParams && parameter.Form == ParameterForm.Params);
            written.Add((isRequired ? $"{type} {name}" : $"{type} {name} = {fallback}", !isValue && parameter.WithoutAnnotations is not null));
        }

        if (stub.OptionsType is not null && !overload.ExpandsParams)
        {
            written.Add(($"{stub.OptionsType}? {signature.OptionsName} = null", false));
        }

        return written;
    }

    private static string Creation(StubSignature signature, StubOverload overload, Invocation invocation)
    {
        var creation = $"new {invocation.ClassName}{signature.TypeParameterList}";
        if (signature.Parameters.Count == 0)
        {
            return $"{creation}()";
        }

        var assignments = signature.Parameters.Select((parameter, i) => $"{invocation.Fields[i]} = {Argument(parameter, overload, i)}");
        return $"{creation} {{ {string.Join(", ", assignments)} }}";
    }

    private static string Argument(StubParameter parameter, StubOverload overload, int index)
    {
        var name = Identifiers.Escape(parameter.Name);
        var hasDefault = parameter.Default is not (null or DefaultValues.OfType);
        if (overload.Takes[index] == Taking.Value || (overload.ExpandsParams && parameter.Form == ParameterForm.Params))
        {
            return $"{ArgOf(parameter)}.Of({(hasDefault && !DefaultValues.IsConstant(parameter.Default) ? $"{name} ?? {parameter.Default}" : name)})";
        }

        // An argument that was left out has the default of its type already.
        return hasDefault ? $"{name}.Or({parameter.Default})" : name;
    }

    private static string ArgOf(StubParameter parameter) => $"{RuntimeNames.Api}Arg<{parameter.Type}>";
}
