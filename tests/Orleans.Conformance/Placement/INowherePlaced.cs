namespace Orleans.Conformance.Placement;

public interface INowherePlaced : IWhere;
