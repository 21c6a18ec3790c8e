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
            writer.Line($"{stub.Modifiers} {stub.ReturnType} {Identifiers.Escape(signature.Name)}{signature.TypeParameterList}({Parameters(stub, signature, overload)})");
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

    private static string Parameters(Stub stub, StubSignature signature, StubOverload overload)
    {
        var written = new List<string>();
        for (var i = 0; i < signature.Parameters.Count; i++)
        {
            var parameter = signature.Parameters[i];
            var name = Identifiers.Escape(parameter.Name);
            var type = overload.ExpandsParams && parameter.Form == ParameterForm.Params ? $"params {parameter.Type}"
                : overload.Takes[i] switch
                {
                    Taking.Value => parameter.Type,
                    Taking.Reference => $"{RuntimeNames.Api}ObjectRef<{parameter.Type}>",
                    _ => ArgOf(parameter),
                };

            // The overload for items is only there to have them; it needs everything before them.
            var isRequired = parameter.Default is null || overload.ExpandsParams;
            var fallback = overload.Takes[i] == Taking.Value && DefaultValues.IsConstant(parameter.Default) ? parameter.Default : "default";
            written.Add(isRequired ? $"{type} {name}" : $"{type} {name} = {fallback}");
        }

        if (stub.OptionsType is not null && !overload.ExpandsParams)
        {
            written.Add($"{stub.OptionsType}? {signature.OptionsName} = null");
        }

        return string.Join(", ", written);
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
