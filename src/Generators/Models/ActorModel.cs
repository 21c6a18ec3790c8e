namespace Orleans.Ray.Generators.Models;

/// <summary>One class whose instances are actors.</summary>
/// <param name="Shell">The class.</param>
/// <param name="Descriptor">What its attribute says.</param>
/// <param name="Constructors">The ways to create it.</param>
/// <param name="Methods">What its handle exposes.</param>
/// <param name="ReservedNames">Names in <c>Remote</c> that its tasks take.</param>
internal sealed record ActorModel(
    TypeShell Shell,
    DescriptorModel Descriptor,
    EquatableArray<ConstructorModel> Constructors,
    EquatableArray<ActorMethodModel> Methods,
    EquatableArray<string> ReservedNames);
