"""The synthetic campaign: invented villages and families in a real form, marked 合成数据."""
