using Orleans.Ray.Generators.Models;

namespace Orleans.Ray.Generators.Emitting;

/// <summary>Writes the classes whose objects are submitted: the arguments and the call.</summary>
internal sealed class InvocationWriter(CodeWriter writer, StubSignature signature, Invocation invocation)
{
    /// <summary>Begins the class and writes what all of them have.</summary>
    /// <param name="baseClass">The class of the runtime that it derives from.</param>
    /// <param name="descriptor">Its static descriptor, where it has one.</param>
    public void Open(string baseClass, string? descriptor)
    {
        if (signature.Obsolete is not null)
        {
            writer.Line(signature.Obsolete);
        }

        writer.Line($"private sealed class {invocation.ClassName}{signature.TypeParameterList} : {RuntimeNames.CodeGeneration}{baseClass}");
        foreach (var constraint in signature.Constraints)
        {
            writer.Indented(constraint);
        }

        writer.Open();
        if (descriptor is not null)
        {
            writer.Line(descriptor);
            writer.Blank();
        }

        for (var i = 0; i < signature.Parameters.Count; i++)
        {
            writer.Line($"internal {RuntimeNames.Api}Arg<{signature.Parameters[i].Type}> {invocation.Fields[i]};");
        }

        writer.Blank();
    }

    /// <summary>Writes what an override of a property returns.</summary>
    public void Property(string type, string name, string value)
    {
        writer.Line($"protected override {type} {name} => {value};");
        writer.Blank();
    }

    public void VisitArguments()
    {
        writer.Open($"protected override void VisitArguments(ref {RuntimeNames.CodeGeneration}ArgumentVisitor visitor)");
        foreach (var field in invocation.Fields)
        {
            writer.Line($"visitor.Visit(ref {field});");
        }

        writer.Close();
    }

    /// <summary>Writes the override that calls the user's method.</summary>
    /// <param name="leading">Its parameters before the token, each with a comma.</param>
    /// <param name="callee">The method.</param>
    public void Invoke(string leading, string callee)
    {
        var call = $"{callee}({Arguments()})";
        var parameters = $"({leading}{RuntimeNames.CancellationToken} cancellationToken)";
        if (signature.IsStream)
        {
            var source = $"{RuntimeNames.CodeGeneration}StreamSource<{signature.Result}>";
            writer.Line($"protected override {source} Invoke{parameters}");
            writer.Indented($"=> {source}.Of({call});");
            return;
        }

        if (signature.TakesToken)
        {
            Property("bool", "TakesToken", "true");
        }

        if (signature.Returns == ReturnShape.Void)
        {
            writer.Open($"protected override {signature.Result} Invoke{parameters}");
            writer.Line($"{call};");
            writer.Line("return default;");
            writer.Close();
            return;
        }

        writer.Line(signature.IsAsync
            ? $"protected override {RuntimeNames.ValueTask}<{signature.Result}> InvokeAsync{parameters}"
            : $"protected override {signature.Result} Invoke{parameters}");
        writer.Indented($"=> {Adapt(call)};");
    }

    /// <summary>Writes the override that calls the constructor.</summary>
    public void Construct(string type)
    {
        writer.Line($"protected override {type} Construct()");
        writer.Indented($"=> new {type}({Arguments()});");
    }

    public void Close() => writer.Close();

    private string Arguments()
    {
        var arguments = invocation.Fields.Select(field => $"Resolve({field})");
        return string.Join(", ", signature.TakesToken ? arguments.Append("cancellationToken") : arguments);
    }

    private string Adapt(string call) => signature.Several is { ItemType: { } item, SequenceType: var sequence } ? AdaptItems(call, item, sequence!) : signature.Returns switch
    {
        ReturnShape.Task or ReturnShape.ValueTask => $"{RuntimeNames.CodeGeneration}Results.AsUnit({call})",
        ReturnShape.TaskOfValue => $"new {RuntimeNames.ValueTask}<{signature.Result}>({call})",
        _ => call,
    };

    private string AdaptItems(string call, string item, string sequence) => signature.Returns switch
    {
        ReturnShape.TaskOfValue => $"{RuntimeNames.CodeGeneration}Results.ExactlyAsync<{item}, {sequence}>(new {RuntimeNames.ValueTask}<{sequence}>({call}), NumReturns)",
        ReturnShape.ValueTaskOfValue => $"{RuntimeNames.CodeGeneration}Results.ExactlyAsync<{item}, {sequence}>({call}, NumReturns)",
        _ => $"{RuntimeNames.CodeGeneration}Results.Exactly<{item}>({call}, NumReturns)",
    };
}
