namespace Orleans.Runtime;

public interface IFacetMetadata;
