namespace Orleans.Runtime;

[GenerateMethodSerializers(typeof(GrainReference), true)]
public interface IGrainExtension : IAddressable;
