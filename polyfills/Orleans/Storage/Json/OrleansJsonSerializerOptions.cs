using Newtonsoft.Json;

namespace Orleans.Serialization;

internal sealed class OrleansJsonSerializerOptions
{
    /// <value>References are kept, every object names its type, and members that have their type's default value are left out.</value>
    public JsonSerializerSettings JsonSerializerSettings { get; set; } = new()
    {
        TypeNameHandling = TypeNameHandling.All,
        TypeNameAssemblyFormatHandling = TypeNameAssemblyFormatHandling.Simple,
        PreserveReferencesHandling = PreserveReferencesHandling.Objects,
        DateFormatHandling = DateFormatHandling.IsoDateFormat,
        DefaultValueHandling = DefaultValueHandling.Ignore,
        MissingMemberHandling = MissingMemberHandling.Ignore,
        NullValueHandling = NullValueHandling.Ignore,
        ConstructorHandling = ConstructorHandling.AllowNonPublicDefaultConstructor,
        Formatting = Formatting.None,
    };
}
